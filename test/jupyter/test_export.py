"""Notebooks as scripts, pages and paper: nbconvert's and JupyterLab's exporters, jupytext, Chromium's print."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import unittest
import venv

import nbformat
import support
from jupytext.cli import jupytext
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors.sanitize import SanitizeHTML
from traitlets.config import Config

# As it is in the sources: one that is installed may be older.
sys.path.insert(0, str(support.ROOT / 'kernel' / 'install' / 'python'))
from cellgrad_jupyter.nbconvert import ExportError, TypeScriptExporter  # noqa: E402

SCRIPT = 'Scripts' if os.name == 'nt' else 'bin'
CHROMIUM = os.environ.get('CHROMIUM') or next(
    filter(None, map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome'))), None
)
FIRST_STEPS = support.ROOT / 'notebooks' / '00-first-steps.ipynb'

CELLS = [
    ('markdown', '# Title\n\n* a\n', {}),
    ('code', 'let n: number = 1;', {'tags': ['parameters']}),
    ('raw', 'raw <b>', {'format': 'text/html'}),
    ('code', "import { sep } from 'node:path';\nconst path = ['a', 'b'].join(sep);", {}),
    ('code', '%env COURSE=export\nconst path = 2;\nprocess.env.COURSE', {}),
    ('code', 'tf.tensor1d([n, path]).sum().numpy()', {'scrolled': True}),
]


def notebook(*cells, name='cellgrad'):
    new = {
        'code': nbformat.v4.new_code_cell,
        'markdown': nbformat.v4.new_markdown_cell,
        'raw': nbformat.v4.new_raw_cell,
    }
    made = nbformat.v4.new_notebook(cells=[new[kind](text, metadata=meta) for kind, text, meta in cells])
    made.metadata.kernelspec = {'name': name, 'language': 'typescript', 'display_name': 'TypeScript (Cellgrad)'}
    made.metadata.language_info = {'name': 'typescript', 'file_extension': '.ts', 'nbconvert_exporter': 'script'}
    return made


class Export(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Inside of the package, so that a script's `import … from 'cellgrad'` finds it.
        out = support.ROOT / 'out'
        out.mkdir(exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix='export-', dir=out)
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        prefix = cls.folder / 'env'
        # The packages of the tests' own environment are seen, nothing is written into it.
        venv.create(prefix, with_pip=False)
        cls.python = str(prefix / SCRIPT / 'python')
        ask = [cls.python, '-c', 'import sysconfig; print(sysconfig.get_path("purelib"))']
        packages = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
        # Behind the environment's own: the tests' environment may have an older package of ours.
        pathlib.Path(packages, 'tests.pth').write_text(sysconfig.get_path('purelib') + '\n')
        cls.run_program('node', str(support.CLI), 'install', '--prefix', str(prefix))
        cls.path = cls.folder / 'n.ipynb'
        nbformat.write(notebook(*CELLS), cls.path)

    @classmethod
    def run_program(cls, *command):
        # The templates are those of the tests' environment.
        env = {**os.environ, 'JUPYTER_PATH': os.path.join(sys.prefix, 'share', 'jupyter')}
        ran = subprocess.run(
            command, capture_output=True, text=True, timeout=300, check=False, cwd=cls.folder, env=env
        )
        if ran.returncode != 0:
            raise AssertionError(f'{command}: exit code {ran.returncode}\n{ran.stdout}\n{ran.stderr}')
        return ran

    def nbconvert(self, names, path):
        """The texts of several exporters, by one Python in which only `cellgrad install` has put them."""
        code = (
            'import json, sys; from nbconvert.exporters import base\n'
            'names, path = sys.argv[1].split(), sys.argv[2]\n'
            'assert set(names) <= set(base.get_export_names()), base.get_export_names()\n'
            'made = {name: base.get_exporter(name)() for name in names}\n'
            'print(json.dumps({n: [one.from_filename(path)[0], one.file_extension, one.output_mimetype]'
            ' for n, one in made.items()}))'
        )
        return json.loads(self.run_program(self.python, '-c', code, names, path).stdout)

    def exported(self):
        self.run_program('node', str(support.CLI), 'export', 'n.ipynb', '--out', 'own.ts')
        return (self.folder / 'own.ts').read_text()

    def test_nbconvert_and_with_it_jupyterlabs_menu_offers_scripts(self):
        made = self.nbconvert('cellgrad script cellgrad_js', 'n.ipynb')
        own = self.exported()
        self.assertEqual(made['cellgrad'], [own, '.ts', 'text/typescript'])
        # Jupyter's server has the name in an address (jupyter_server/nbconvert/handlers.py).
        for name in made:
            self.assertRegex(name, r'^\w+$')
        self.assertEqual(made['script'][0], own)
        script, ending, mime = made['cellgrad_js']
        self.assertEqual([ending, mime], ['.mjs', 'text/javascript'])
        self.assertNotIn(': number', script)
        (self.folder / 'js.mjs').write_text(script)
        for command in (['--import', 'tsx', 'own.ts'], ['js.mjs']):
            ran = self.run_program('node', *command)
            self.assertEqual(ran.stdout.split()[-2:], ["'export'", '3'])

    def test_a_cell_that_is_no_typescript_is_named(self):
        with self.assertRaisesRegex(ExportError, 'cell 1, line 1: expected TypeScript'):
            TypeScriptExporter().from_notebook_node(notebook(('code', 'const = 5', {})))

    def test_rules_for_paper_are_not_seen_where_tags_are_stripped(self):
        made = notebook(('code', 'model.summary()', {}))
        html = (support.ROOT / 'test' / 'src' / 'display' / 'golden' / 'model-summary.html').read_text()
        made.cells[0].outputs = [nbformat.v4.new_output('display_data', {'text/html': html})]
        config = Config(SanitizeHTML={'strip': True}, HTMLExporter={'preprocessors': [SanitizeHTML]})
        page, _ = HTMLExporter(config=config).from_notebook_node(made)
        self.assertIn('Parameters', page)
        self.assertNotIn('role=group', page)

    def test_notebooks_of_other_kernels_are_joined_as_ever(self):
        text, _ = TypeScriptExporter().from_notebook_node(notebook(('code', 'Deno.cwd()', {}), name='deno'))
        self.assertEqual(text.split(), ['Deno.cwd()'])

    def test_jupytext_there_and_back(self):
        os.chdir(self.folder)
        self.addCleanup(os.chdir, support.ROOT)
        jupytext(['-q', '--to', 'ts:percent', 'n.ipynb', '-o', 'paired.ts'])
        jupytext(['-q', '--to', 'ipynb', 'paired.ts', '-o', 'theirs.ipynb'])
        self.run_program('node', str(support.CLI), 'export', 'paired.ts', '--out', 'ours.ipynb')
        expected = [(cell.cell_type, cell.source.strip()) for cell in nbformat.read(self.path, 4).cells]
        for name in ('theirs.ipynb', 'ours.ipynb'):
            read = nbformat.read(self.folder / name, 4)
            self.assertEqual([(cell.cell_type, cell.source.strip()) for cell in read.cells], expected, name)
            self.assertEqual(read.cells[1].metadata.tags, ['parameters'])
            self.assertEqual(read.metadata.kernelspec.name, 'cellgrad')
        # The paired script runs as it is, with parameters, and so does what jupytext makes of our own script.
        ran = self.run_program('node', str(support.CLI), 'run', 'paired.ts', '--param', 'n=40')
        self.assertEqual(ran.stdout.split()[-1], '42')
        self.exported()
        jupytext(['-q', '--to', 'ipynb', 'own.ts', '-o', 'own.ipynb'])
        ran = self.run_program('node', str(support.CLI), 'run', 'own.ipynb')
        self.assertEqual(ran.stdout.split()[-1], '3')

    def test_jupytext_keeps_a_pair_together(self):
        nbformat.write(notebook(*CELLS), self.folder / 'pair.ipynb')
        os.chdir(self.folder)
        self.addCleanup(os.chdir, support.ROOT)
        jupytext(['-q', '--set-formats', 'ipynb,ts:percent', 'pair.ipynb'])
        script = self.folder / 'pair.ts'
        script.write_text(script.read_text().replace('.sum()', '.prod()'))
        jupytext(['-q', '--sync', 'pair.ts'])
        cells = nbformat.read(self.folder / 'pair.ipynb', 4).cells
        self.assertEqual(cells[5].source, 'tf.tensor1d([n, path]).prod().numpy()')

    def test_html_keeps_tables_and_pictures(self):
        text = self.html()
        body = text[text.index('<body') :]
        for piece in ('<th', 'Total', 'Epoch', 'data:image/', 'First steps'):
            self.assertTrue(piece in body, piece)
        # What a sanitizer would take away is not in our outputs.
        outputs = [
            data['text/html']
            for cell in nbformat.read(FIRST_STEPS, 4).cells
            for data in (output.get('data', {}) for output in cell.get('outputs', []))
            if 'text/html' in data
        ]
        self.assertGreater(len(outputs), 1)
        for output in outputs:
            output = re.sub('<style><!-- @media print.*? --></style>', '', output)  # Of use on paper alone.
            self.assertNotRegex(output, r'<(?:script|style|iframe)\b|\son\w+=')

    def html(self):
        path = self.folder / 'page.html'
        if not path.exists():
            path.write_text(HTMLExporter().from_filename(str(FIRST_STEPS))[0])
        return path.read_text()

    @unittest.skipUnless(CHROMIUM, 'SKIPPED: needs Chromium')
    def test_html_is_printed_to_pdf(self):
        self.html()
        pdf = self.folder / 'page.pdf'
        sandbox = ['--no-sandbox'] if hasattr(os, 'getuid') and os.getuid() == 0 else []
        self.run_program(
            CHROMIUM,
            '--headless',
            '--disable-gpu',
            # MathJax and the like are fetched from elsewhere: the page must do without.
            '--host-resolver-rules=MAP * ~NOTFOUND',
            f'--user-data-dir={self.folder / "chromium"}',
            *sandbox,
            '--no-pdf-header-footer',
            f'--print-to-pdf={pdf}',
            (self.folder / 'page.html').as_uri(),
        )
        data = pdf.read_bytes()
        self.assertTrue(data.startswith(b'%PDF'))
        self.assertGreaterEqual(len(re.findall(rb'/Type\s*/Page\b', data)), 2)


if __name__ == '__main__':
    unittest.main()
