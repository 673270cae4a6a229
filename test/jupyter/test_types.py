"""What types know: completion and inspection of what has no value yet, through a Jupyter client."""

import os
import pathlib
import re
import shutil
import signal
import tempfile
import time
import unittest

import psutil
from support import Kernel, text


def plain(described):
    return re.sub(r'\x1b\[\d*m', '', described)


class TypesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.mkdtemp(prefix='types-')
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        self.folder = pathlib.Path(folder)
        self.kernel = Kernel(cwd=folder)
        self.addCleanup(self.kernel.stop)

    def offered(self, code):
        """The matches where `|` stands."""
        cursor = code.index('|')
        content = {'code': code.replace('|', '', 1), 'cursor_pos': cursor}
        return self.kernel.ask('shell', 'complete_request', content)['content']

    def matches(self, code):
        return self.offered(code)['matches']

    def warm(self):
        """Waits until TypeScript answers: beside other tests its start may take longer than a front end waits."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.matches('layers.dense({ useBi|') == ['useBias']:
                return
        raise AssertionError('TypeScript does not answer')

    def described(self, code, detail=0):
        cursor = code.index('|')
        content = {'code': code.replace('|', '', 1), 'cursor_pos': cursor, 'detail_level': detail}
        reply = self.kernel.ask('shell', 'inspect_request', content)['content']
        return plain(reply['data'].get('text/plain', ''))

    def test_the_first_completion_starts_it_and_a_cell_does_not(self):
        self.kernel.run('let box = { inside: 1 }')
        time.sleep(1.5)
        self.assertEqual(self.servers(), [])
        self.assertEqual(self.matches('box.|')[0], 'inside')
        end = time.monotonic() + 20
        while not self.servers() and time.monotonic() < end:
            time.sleep(0.1)
        self.assertEqual(len(self.servers()), 1)

    def servers(self):
        """The processes of TypeScript that this kernel has."""
        kernel = psutil.Process(self.kernel.manager.provisioner.pid)
        return [one for one in kernel.children(recursive=True) if '--lsp' in one.cmdline()]

    def test_completes_what_did_not_run(self):
        self.warm()
        self.assertEqual(self.matches('const m = models.sequential();\nm.fitD|'), ['fitDataset'])
        self.assertEqual(self.matches('layers.dense({ units: 3, activation: "hardT|" })'), ['hardTanh'])
        self.assertEqual(self.matches('"a b".split(" ").map((w) => w.toUp|)'), ['toUpperCase'])

    def test_names_the_options_of_a_call_before_variables(self):
        self.warm()
        reply = self.offered('"😀"; layers.dense({ un|')
        self.assertEqual((reply['matches'], reply['cursor_start'], reply['cursor_end']), (['units'], 20, 22))
        self.kernel.run('let model = models.sequential([layers.dense({ units: 1, inputShape: [2] })])')
        self.assertEqual(self.matches('model.compile({ opti|'), ['optimizer'])
        self.assertIn('adam', self.matches('model.compile({ optimizer: "|" })'))
        self.assertIn('undefined', self.matches('if (model) { un|'))

    def test_values_come_first(self):
        self.kernel.run('let box: { declared: number } = { declared: 1, atRunTime: 2 } as any')
        self.assertEqual(self.matches('box.|')[:2], ['atRunTime', 'declared'])

    def test_knows_the_types_of_cells(self):
        self.warm()
        self.kernel.run('interface Point { east: number; north: number }\nconst at = (): Point => ({ east: 1, north: 2 })')
        self.assertEqual(self.matches('at().|'), ['east', 'north'])
        self.kernel.run('interface Point { up: number }\nfunction at(): Point { return { up: 1 } }')
        self.assertEqual(self.matches('at().|'), ['up'])
        self.assertEqual(self.matches('let p: Poin|'), ['Point'])
        self.kernel.run('%reset')
        self.assertEqual(self.matches('at().|'), [])

    def test_knows_the_files_and_packages_of_the_folder(self):
        self.warm()
        (self.folder / 'own.ts').write_text('export function own() { return { first: 1 } }')
        package = self.folder / 'node_modules' / 'typed'
        package.mkdir(parents=True)
        (package / 'package.json').write_text('{ "name": "typed", "types": "index.d.ts", "main": "index.js" }')
        (package / 'index.d.ts').write_text('export declare function typed(): { known: true };')
        (package / 'index.js').write_text('exports.typed = () => ({ known: true });')
        self.assertEqual(self.matches("import { own } from './own';\nown().|"), ['first'])
        (self.folder / 'own.ts').write_text('export function own() { return { second: 1 } }')
        self.kernel.run("import { own } from './own';\nimport { typed } from 'typed'")
        self.assertEqual(self.matches('own().|'), ['second'])
        self.assertEqual(self.matches('typed().|'), ['known'])
        self.assertIn('isFile', self.matches('(await import("node:fs")).statSync("a").isF|'))

    def test_follows_cd(self):
        self.warm()
        (self.folder / 'inner').mkdir()
        (self.folder / 'inner' / 'own.ts').write_text('export function own() { return { first: 1 } }')
        code = "import { own } from './own';\nown().|"
        self.assertEqual(self.matches(code), [])
        self.kernel.run('%cd inner')
        self.assertEqual(self.matches(code), ['first'])
        self.kernel.run('process.kill(process.pid, "SIGKILL")')
        self.assertEqual(self.matches(code), [])

    def test_documents_the_library(self):
        self.warm()
        dense = self.described('layers.den|se')
        self.assertTrue(dense.startswith('Signature: dense(options: layers.DenseOptions): layers.Dense\n'), dense)
        self.assertIn('A fully connected layer', dense)
        self.assertIn('size of the output', self.described('layers.dense({ uni|ts: 3 })'))
        self.assertIn('Source:', self.described('layers.dense|', detail=1))
        self.kernel.run('let model = models.sequential([layers.dense({ units: 1, inputShape: [2] })])')
        self.assertIn('Sets optimizer, loss and metrics', self.described('model.compile(|'))

    def test_what_the_user_wrote_is_shown_as_written(self):
        self.warm()
        self.kernel.run('/** Adds up. */\nfunction add(a: number, b = 2): number { return a + b }')
        self.assertEqual(self.described('add|'), 'Signature: add(a: number, b = 2): number\nDocumentation: Adds up.')

    def test_shows_type_errors_when_asked(self):
        self.warm()
        self.kernel.run('function twice(a: number) { return 2 * a }')
        reply, messages = self.kernel.run('twice("4" as any as string)')
        self.assertEqual(text(messages, 'stderr'), '')
        _, messages = self.kernel.run('%types show')
        self.assertEqual(text(messages), 'Type errors are shown beside the result.\n')
        reply, messages = self.kernel.run('\ntwice("4" as any as string)')
        self.assertEqual(reply['content']['status'], 'ok')
        # After the result, and before idle.
        kinds = [one['msg_type'] for one in messages]
        self.assertEqual(kinds, ['status', 'execute_input', 'execute_result', 'stream', 'status'])
        self.assertIn('Cell 4, line 2: Argument of type', plain(text(messages, 'stderr')))
        self.kernel.run('%types stop')
        reply, messages = self.kernel.run('console.log("ran"); twice("4")')
        self.assertEqual((reply['content']['ename'], text(messages)), ('TypeCheckError', ''))
        self.assertEqual([one['content']['ename'] for one in messages if one['msg_type'] == 'error'], ['TypeCheckError'])
        self.kernel.run('%types off')
        reply, _ = self.kernel.run('twice("4" as any as string)')
        self.assertEqual(reply['content']['status'], 'ok')

    def test_knows_the_types_that_the_package_exports(self):
        self.warm()
        self.kernel.run('%types show')
        for code in (
            'const kept: Tensor = 5 as any as number',
            'const options: FitOptions = { epochs: "x" }',
            "import type { CompileOptions } from 'cellgrad'; const given: CompileOptions = { optimizer: 3 as any as null }",
        ):
            self.assertIn('TS2', text(self.kernel.run(code)[1], 'stderr'), code)
        for code in (
            'const fits = models.sequential([layers.dense({ units: 1, inputShape: [2] })])',
            'const shown = (t: Tensor, o: FitOptions) => [t.shape, o.epochs]',
            'const list = []; list.push(1); list[0]',
        ):
            self.assertEqual(text(self.kernel.run(code)[1], 'stderr'), '', code)
        self.assertEqual(self.matches('const own = (t: Tensor) => t.resh|'), ['reshape', 'reshapeAs'])

    def test_an_interrupt_ends_the_wait_for_types(self):
        self.kernel.run('%types stop')
        # TypeScript is still starting, and then it answers at once.
        for pause in (0.05, 0.3, 1):
            request = self.kernel.client.execute('globalThis.began = true; for (;;) {}')
            time.sleep(pause)
            self.kernel.manager.interrupt_kernel()
            self.assertEqual(self.kernel.reply(request)['content']['ename'], 'KeyboardInterrupt')
            if pause == 0.05:
                self.assertEqual(self.kernel.value('"began" in globalThis'), 'false')
        self.kernel.run('%types off')
        self.assertEqual(self.kernel.value('1 + 1'), '2')

    def test_answers_while_a_cell_runs(self):
        self.warm()
        self.matches('layers.dense({ un|')
        request = self.kernel.client.execute('for (const end = Date.now() + 2000; Date.now() < end; ) {}')
        time.sleep(0.3)
        began = time.monotonic()
        self.assertEqual(self.matches('layers.dense({ un|'), ['units'])
        self.assertLess(time.monotonic() - began, 1.5)
        self.kernel.reply(request)

    def test_its_process_ends_with_the_kernel(self):
        for end in (signal.SIGKILL, signal.SIGTERM):
            with self.subTest(end=end), Kernel(cwd=self.folder) as kernel:
                kernel.ask('shell', 'complete_request', {'code': 'layers.dense({ un', 'cursor_pos': 17})
                process = psutil.Process(kernel.manager.provisioner.pid)
                family = process.children(recursive=True)
                self.assertTrue(any('--lsp' in one.cmdline() for one in family))
                os.kill(process.pid, end)
                _, alive = psutil.wait_procs(family, timeout=10)
                self.assertEqual(alive, [])

    def test_the_session_does_not_notice_when_it_dies(self):
        self.warm()
        self.kernel.run('let kept = 1; const at = () => ({ here: kept })')
        self.assertEqual(self.matches('at().|'), ['here'])
        self.servers()[0].kill()
        self.warm()
        self.assertEqual(self.matches('at().|'), ['here'])
        reply, messages = self.kernel.run('console.log(kept)')
        self.assertEqual((reply['content']['status'], text(messages)), ('ok', '1\n'))


if __name__ == '__main__':
    unittest.main()
