"""Papermill with parameters, in an environment into which `cellgrad install` alone has put what it needs."""

import json
import math
import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile
import unittest
import venv

import nbformat
import support

# Papermill loads the module while it is imported itself.
IMPORT = 'import papermill\nfrom cellgrad_jupyter.papermill import TypeScriptTranslator as T\n'
SCRIPT = 'Scripts' if os.name == 'nt' else 'bin'


class Papermill(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix='cellgrad-papermill-')
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        prefix = cls.folder / 'env'
        # The packages of the tests' own environment are seen, nothing is written into it.
        venv.create(prefix, with_pip=False)
        cls.python = str(prefix / SCRIPT / 'python')
        cls.packages = pathlib.Path(cls.ask('import sysconfig; print(sysconfig.get_path("purelib"))'))
        (cls.packages / 'tests.pth').write_text(sysconfig.get_path('purelib') + '\n')
        cls.cellgrad('install', '--prefix', str(prefix))
        cls.prefix = prefix

    @classmethod
    def ask(cls, code, **options):
        ran = subprocess.run([cls.python, '-c', code], capture_output=True, text=True, check=True, **options)
        return ran.stdout.strip()

    @classmethod
    def cellgrad(cls, *arguments):
        return subprocess.run(['node', str(support.CLI), *arguments], capture_output=True, text=True, check=True)

    def notebook(self, name, *cells):
        notebook = nbformat.v4.new_notebook()
        notebook.metadata.kernelspec = {'name': 'cellgrad', 'language': 'typescript', 'display_name': 'TypeScript'}
        for source, tags in cells:
            notebook.cells.append(nbformat.v4.new_code_cell(source, metadata={'tags': tags}))
        path = self.folder / name
        nbformat.write(notebook, path)
        return str(path)

    def papermill(self, *arguments):
        # The kernelspec is found in the environment, as a user's is.
        env = {key: value for key, value in os.environ.items() if key not in ('JUPYTER_PATH', 'VIRTUAL_ENV')}
        return subprocess.run(
            [self.python, '-m', 'papermill', '--no-progress-bar', *arguments],
            capture_output=True,
            text=True,
            env=env,
            timeout=180,
            check=False,
        )

    def printed(self, path):
        cells = nbformat.read(path, as_version=4).cells
        return ''.join(out.text for cell in cells for out in cell.outputs if out.output_type == 'stream')

    def test_parameters_of_the_command_line(self):
        path = self.notebook(
            'in.ipynb',
            ('const x = 1;\nconst name: string = "none"; // who', ['parameters']),
            ('console.log(x * 2, name, typeof flag)', []),
        )
        out = str(self.folder / 'out.ipynb')
        ran = self.papermill(path, out, '-p', 'x', '3', '-p', 'name', 'a "b" \\ c`${d}`\n', '-p', 'flag', 'True')
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(self.printed(out), '6 a "b" \\ c`${d}`\n boolean\n')
        injected = nbformat.read(out, as_version=4).cells[1]
        self.assertEqual(injected.metadata.tags, ['injected-parameters'])
        self.assertTrue(injected.source.startswith('// Parameters\nlet x = 3;\n'), injected.source)

    def test_the_cell_is_that_of_a_headless_run(self):
        values = {'n': 3, 'text': 'é "q"', 'list': [1, 'b', None, {'k': True}], 'half': 0.5}
        path = self.notebook('same.ipynb', ('1', []))
        ours, theirs = str(self.folder / 'ours.ipynb'), str(self.folder / 'theirs.ipynb')
        words = [word for name, value in values.items() for word in ('--param', f'{name}={json.dumps(value)}')]
        self.cellgrad('run', path, '--out', ours, *words)
        ran = self.papermill(path, theirs, '-y', json.dumps(values))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        sources = [nbformat.read(one, as_version=4).cells[0].source for one in (ours, theirs)]
        self.assertEqual(sources[0], sources[1])

    def test_a_failing_cell_and_the_second_engine(self):
        path = self.notebook('fails.ipynb', ('throw new RangeError("no: " + why)', []))
        ran = self.papermill(path, str(self.folder / 'failed.ipynb'), '-p', 'why', 'because', '--engine', 'cellgrad')
        self.assertNotEqual(ran.returncode, 0)
        self.assertIn('RangeError: no: because', ran.stderr)

    def test_help_names_the_parameters(self):
        path = self.notebook(
            'help.ipynb',
            ('let epochs: number = 5; // how long\nconst url = "http://x"; // where\nf(1);', ['parameters']),
        )
        ran = self.papermill('--help-notebook', path)
        self.assertRegex(ran.stdout, r'epochs: number \(default 5\)\s+how long')
        self.assertRegex(ran.stdout, r'url: Unknown type \(default "http://x"\)\s+where')

    def test_every_kind_of_value(self):
        values = [None, True, -3, 0.1, 1e300, math.inf, -math.inf, [1, [2]], {'a b': {'__proto__': 1}}, '\u2028</script>']
        code = (
            f'{IMPORT}import datetime, math\n'
            f'values = {ascii(values).replace("inf", "math.inf")}\n'
            'print(T.codify({"all": values, "day": datetime.date(2020, 1, 2), "nan": math.nan}, "two\\nlines"))'
        )
        source = self.ask(code)
        self.assertTrue(source.startswith('// two\n// lines\n'), source)
        with support.Kernel() as kernel:
            reply, _ = kernel.run(source)
            self.assertEqual(reply['content']['status'], 'ok')
            shown = kernel.value('JSON.stringify(all.map((v: any) => Number.isFinite(v) || typeof v !== "number" ? v : String(v)))')
            expected = [str(v).replace('inf', 'Infinity') if v in (math.inf, -math.inf) else v for v in values]
            self.assertEqual(json.loads(shown[1:-1].replace("\\'", "'").replace('\\\\', '\\')), expected)
            self.assertEqual(kernel.value('[day, nan].join()'), "'2020-01-02,NaN'")

    def test_what_cannot_be_is_refused(self):
        for parameters, part in (({'big': 2**53 + 1}, 'whole numbers'), ({'class': 1}, 'name of a variable')):
            with self.assertRaises(subprocess.CalledProcessError) as raised:
                self.ask(f'{IMPORT}T.codify({parameters!r})')
            self.assertIn(part, raised.exception.stderr)

    def test_uninstalled_with_the_kernel(self):
        prefix = self.folder / 'second'
        venv.create(prefix, with_pip=False)
        where = [str(prefix / SCRIPT / 'python'), '-c', 'import sysconfig; print(sysconfig.get_path("purelib"))']
        packages = pathlib.Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
        self.cellgrad('install', '--prefix', str(prefix))
        self.cellgrad('install', '--prefix', str(prefix), '--name', 'other')
        self.assertEqual(len(list(packages.glob('cellgrad_jupyter*'))), 2)
        self.cellgrad('uninstall', '--prefix', str(prefix))
        self.assertEqual(len(list(packages.glob('cellgrad_jupyter*'))), 2)
        self.cellgrad('uninstall', '--prefix', str(prefix), '--name', 'other')
        self.assertEqual(list(packages.glob('cellgrad_jupyter*')), [])


if __name__ == '__main__':
    unittest.main()
