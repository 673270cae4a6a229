"""The debugger in the user's own files beside the notebook."""

import pathlib
import tempfile
import unittest

from front import Front
from support import Kernel

TRIPLE = """type N = number

export function triple(n: N): N {
  const t: N = n * 3
  return t
}
"""


class DebuggerFilesTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name, 'triple.ts').resolve()
        self.path.write_text(TRIPLE)
        self.kernel = Kernel(cwd=folder.name)
        self.addCleanup(self.kernel.stop)
        self.front = Front(self.kernel)
        self.front.attach()

    def breakpoints(self, *lines, **more):
        asked = [{'line': line, **more} for line in lines]
        return self.front.body('setBreakpoints', source={'path': str(self.path)}, breakpoints=asked)['breakpoints']

    def stops(self, code, *places):
        """Runs a cell that stops at these places, and ends."""
        cell = self.front.run(code)
        for place in places[:-1]:
            self.assertEqual(self.front.places()[0], place)
            self.front.body('continue', threadId=1)
        self.assertEqual(self.front.places()[0], places[-1])
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def passes(self, code):
        reply, _ = self.kernel.run(code)
        self.assertEqual(reply['content']['status'], 'ok')
        self.assertEqual(self.front.body('debugInfo')['stoppedThreads'], [])

    def test_a_file_that_is_loaded(self):
        self.kernel.run("import { triple } from './triple'")
        modules = self.front.body('modules')['modules']
        self.assertIn(str(self.path), [one['path'] for one in modules])
        self.assertIn('triple(n: N)', self.front.body('source', source={'path': str(self.path)})['content'])
        (point,) = self.breakpoints(4)
        self.assertEqual((point['verified'], point['line']), (True, 4))
        self.stops('triple(2)', ('triple', 4))
        # As CommonJS its lines lie elsewhere.
        self.stops("const required = require('./triple')\nrequired.triple(2)", ('triple', 4))

    def test_a_file_that_is_not_loaded_yet(self):
        (point,) = self.breakpoints(4)
        self.assertFalse(point['verified'])
        self.stops("import { triple } from './triple'\ntriple(2)", ('triple', 4))

    def test_a_file_that_was_edited(self):
        self.breakpoints(4)
        self.stops("import { triple } from './triple'\ntriple(2)", ('triple', 4))
        self.path.write_text('// Edited\n' + TRIPLE)
        self.stops("import { triple } from './triple'\ntriple(2)", ('triple', 5))

    def test_the_first_statement_of_a_file(self):
        for count, load in enumerate(("await import('./triple')", "require('./triple')")):
            with self.subTest(load):
                self.path.write_text(f'console.log({count})\n' + TRIPLE)
                self.breakpoints(1)
                cell = self.front.run(load)
                self.assertEqual(self.front.places()[0][1], 1)
                self.assertEqual(self.front.ends(cell)['status'], 'ok')
                self.path.write_text(f'console.log({count} + 2)\n' + TRIPLE)
                self.breakpoints(1, condition='false as boolean')
                self.passes(load)
        self.breakpoints()
        self.path.write_text('console.log(9)\n' + TRIPLE)
        self.passes("await import('./triple')")

    def test_a_step_over_a_file_that_is_loaded(self):
        self.breakpoints(1000)
        code = "const before = 1\nconst required = require('./triple')\nrequired.triple(before)"
        self.front.breakpoints(code, 2)
        cell = self.front.run(code)
        self.assertEqual(self.front.places()[0][1], 2)
        self.assertEqual(self.front.go('next')[0][1], 3)
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_a_new_engine(self):
        self.breakpoints(4)
        self.kernel.run('process.kill(process.pid, "SIGKILL")')
        self.stops("import { triple } from './triple'\ntriple(2)", ('triple', 4))


if __name__ == '__main__':
    unittest.main()
