"""The tutorials on the real kernel through nbclient, and headless runs compared with nbclient's."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import nbclient
import nbformat

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOTEBOOKS = ROOT / 'notebooks'
CLI = ROOT / 'dist' / 'kernel' / 'cli.js'
MNIST = pathlib.Path(os.environ.get('CELLGRAD_DATA_DIR') or '/nowhere') / 'mnist'


def execute(notebook, folder, **options):
    """Runs every cell on the kernel that is installed as `cellgrad`."""
    client = nbclient.NotebookClient(
        notebook,
        kernel_name='cellgrad',
        timeout=600,
        record_timing=False,
        resources={'metadata': {'path': str(folder)}},
        **options,
    )
    return client.execute()


def run_headless(path, out, *arguments):
    return subprocess.run(
        ['node', str(CLI), 'run', str(path), '--out', str(out), *arguments],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == 'code' for output in cell.outputs]


def printed(notebook):
    return ''.join(o.text for o in outputs(notebook) if o.output_type == 'stream' and o.name == 'stdout')


def accuracy(notebook):
    found = re.search(r'Test accuracy: ([\d.]+)', printed(notebook))
    return float(found.group(1)) if found else 0.0


def joined(outs):
    """Text of one stream that comes together is one output, as JupyterLab shows and saves it."""
    merged = []
    for out in outs:
        last = merged[-1] if merged else None
        if last and out.output_type == last.output_type == 'stream' and out.name == last.name:
            last.text += out.text
        else:
            merged.append(nbformat.from_dict(out))
    return merged


class Tutorials(unittest.TestCase):
    def check(self, name, least):
        notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
        executed = execute(notebook, NOTEBOOKS)
        nbformat.validate(executed)
        self.assertGreaterEqual(accuracy(executed), least)
        mimes = {mime for output in outputs(executed) for mime in output.get('data', {})}
        for mime in ('text/html', 'application/vnd.vegalite.v5+json', 'image/png'):
            self.assertIn(mime, mimes)
        self.assertEqual(executed.metadata.language_info.name, 'typescript')

    def test_first_steps(self):
        self.check('00-first-steps.ipynb', 0.95)

    @unittest.skipUnless(MNIST.is_dir(), 'SKIPPED: needs the real MNIST in $CELLGRAD_DATA_DIR/mnist')
    def test_mnist(self):
        self.check('01-mnist.ipynb', 0.97)


class Headless(unittest.TestCase):
    """What `cellgrad run` writes is what nbclient collects from the kernel."""

    CELLS = [
        'console.log("a"); console.log("b"); console.error("c"); console.log("d")',
        'const handle = display({ "a": 1 }); handle.update("changed"); handle.update("changed again"); undefined',
        'display("old"); display.clear({ wait: true }); display("new"); console.log("after"); undefined',
        'console.log("gone"); display.clear(); display.markdown("**kept**"); undefined',
        'display("first", { id: "shared" }); undefined',
        'display("second", { id: "shared" }); 6 * 7',
        '// only a comment',
        '({ x: [1, 2, 3] })',
        'setTimeout(() => console.log("later"), 20); await new Promise((done) => setTimeout(done, 60))',
    ]

    def test_same_outputs(self):
        with tempfile.TemporaryDirectory() as folder:
            path, out = pathlib.Path(folder, 'n.ipynb'), pathlib.Path(folder, 'out.ipynb')
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in self.CELLS])
            nbformat.write(notebook, path)
            ran = run_headless(path, out)
            self.assertEqual(ran.returncode, 0, ran.stderr)
            headless = nbformat.read(out, as_version=4)
            real = execute(notebook, folder)
            for code, mine, theirs in zip(self.CELLS, headless.cells, real.cells):
                with self.subTest(code):
                    self.assertEqual(joined(mine.outputs), joined(theirs.outputs))
                    self.assertEqual(mine.execution_count, theirs.execution_count)
            self.assertEqual(headless.metadata.language_info, real.metadata.language_info)

    def test_written_as_jupyter_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            path, out = pathlib.Path(folder, 'n.ipynb'), pathlib.Path(folder, 'out.ipynb')
            cells = [
                nbformat.v4.new_markdown_cell('# Ü\n\n* x\u2028y'),
                nbformat.v4.new_code_cell('console.log("a\\r\\nb")', metadata={'tags': ['t'], 'a': 1}),
                nbformat.v4.new_raw_cell('raw'),
            ]
            nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
            run_headless(path, out)
            text = out.read_bytes().decode()
            read = nbformat.reads(text, as_version=4)
            nbformat.validate(read)
            self.assertEqual(text, nbformat.writes(read) + '\n')

    def test_exit_code(self):
        with tempfile.TemporaryDirectory() as folder:
            path, out = pathlib.Path(folder, 'n.ipynb'), pathlib.Path(folder, 'out.ipynb')
            cells = [nbformat.v4.new_code_cell('throw new TypeError("no")')]
            nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
            ran = run_headless(path, out)
            self.assertEqual(ran.returncode, 1)
            self.assertIn('TypeError: no', ran.stderr)
            self.assertEqual(nbformat.read(out, as_version=4).cells[0].outputs[0].ename, 'TypeError')


if __name__ == '__main__':
    unittest.main()
