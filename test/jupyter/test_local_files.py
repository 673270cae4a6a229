"""Local files as cells import them, with Node's own loader: tests in TypeScript run beside tsx's."""

import os
import pathlib
import tempfile
import time
import unittest

from support import Kernel, text


class LocalFiles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name).resolve()
        cls.kernel = Kernel(cwd=folder.name)
        cls.addClassCleanup(cls.kernel.stop)
        cls.time = time.time()

    def put(self, **files):
        for name, content in files.items():
            stem, _, ending = name.rpartition('_')
            path = self.folder / f'{stem}.{ending}'
            path.write_text(content)
            type(self).time += 10
            os.utime(path, (self.time, self.time))

    def test_json_without_an_attribute(self):
        self.put(
            q_json='{"v": 1}',
            p_ts="import d from './q.json'; export const x = d.v; export { default as q } from './q.json'",
            r_mjs="import d from './q.json' with { type: 'json' }; export default d",
        )
        self.assertEqual(self.kernel.value("import { x } from './p'; x"), '1')
        same = "import { q } from './p'; import c from './q.json'; import r from './r.mjs'; Number(q === c && q === r)"
        self.assertEqual(self.kernel.value(same), '1')
        self.put(q_json='{"v": 2}')
        self.assertEqual(self.kernel.value("import { x } from './p'; x"), '2')
        self.assertEqual(self.kernel.value("require('./p').x"), '2')

    def test_edited_files_are_loaded_again(self):
        cells = [
            "require('./a.ts').a",
            "import b from './b.js'; b",
            "import c from './c.cjs'; c",
            "require('./c.cjs')",
            "require('./d.json')",
            "import d from './d.json'; d",
            "import { e } from './e.cts'; e",
            "import f from './f.mjs'; f",
        ]
        for n in '12':
            self.put(
                a_ts=f'export const a: number = {n}',
                b_js=f'module.exports = {n}',
                c_cjs=f'module.exports = {n}',
                d_json=n,
                e_cts=f'export const e: number = {n}',
                f_mjs="import b from './b.js'; export default b",
            )
            for code in cells:
                with self.subTest(code, n=n):
                    self.assertEqual(self.kernel.value(code), n)

    def test_a_terminated_require_leaves_nothing(self):
        self.put(endless_js='console.log("stuck"); while (true) {}')
        for code in ("require('./endless')", "import endless from './endless.js'"):
            with self.subTest(code):
                self.put(endless_js='console.log("stuck"); while (true) {}')
                cell = self.kernel.client.execute(code)
                self.kernel.iopub_until(lambda message: 'stuck' in text([message]))
                self.kernel.manager.interrupt_kernel()
                self.assertEqual(self.kernel.reply(cell)['content']['ename'], 'KeyboardInterrupt')
                self.put(endless_js='module.exports = 5')
                self.assertEqual(self.kernel.value("require('./endless')"), '5')
                self.assertEqual(self.kernel.value("import endless from './endless'; endless"), '5')

    def test_a_missing_package_is_named(self):
        self.put(net_ts="import 'no-such-package'; export class Net {}")
        for code in ("import { Net } from './net'", "import { Net } from './net'; new Net()", "require('./net')"):
            with self.subTest(code):
                reply, _ = self.kernel.run(code)
                traceback = '\n'.join(reply['content']['traceback'])
                self.assertIn("'no-such-package'", traceback)
                self.assertIn('%npm install no-such-package', traceback)


if __name__ == '__main__':
    unittest.main()
