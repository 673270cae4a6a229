"""Notebooks as scripts that run, for nbconvert and JupyterLab's "Save and Export Notebook As".

The work is done by `cellgrad export`, which is found where the notebook's kernelspec has it.

See https://nbconvert.readthedocs.io/en/latest/external_exporters.html
"""

import os
import re
import subprocess

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbconvert.exporters import Exporter
from nbconvert.exporters.script import ScriptExporter
from traitlets import default

SECONDS = 120

# As kernel/install/kernelspec.ts writes it.
ENTRY = re.compile(r'[\\/]kernel[\\/]cli\.[jt]s$')


class ExportError(Exception):
    """Says which cell cannot become a script, and why."""


def program(name):
    """Node and the program of the kernel with this name, else of any kernel of Cellgrad's."""
    specs = KernelSpecManager().get_all_specs()
    for one in [name, *sorted(specs)]:
        argv = specs.get(one, {}).get('spec', {}).get('argv', [])
        entry = next((i for i, word in enumerate(argv) if ENTRY.search(word)), None)
        if entry is not None:
            return argv[: entry + 1]
    raise ExportError(
        'cellgrad: expected its kernelspec; received none. Fix: `cellgrad install` in this environment.'
    )


class CellgradExporter(Exporter):
    """A TypeScript script in percent format that runs under tsx and Node >= 22.18."""

    export_from_notebook = 'TypeScript script (Cellgrad)'
    output_mimetype = 'text/typescript'
    arguments = ()

    @default('file_extension')
    def _file_extension_default(self):
        return '.ts'

    def from_notebook_node(self, nb, resources=None, **kw):
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        name = nb.metadata.get('kernelspec', {}).get('name', 'cellgrad')
        folder = (resources.get('metadata') or {}).get('path') or None
        ran = subprocess.run(
            [*program(name), 'export', '-', *self.arguments],
            input=nbformat.writes(nb, version=nbformat.NO_CONVERT),
            capture_output=True,
            encoding='utf-8',
            cwd=folder if folder and os.path.isdir(folder) else None,
            timeout=SECONDS,
            check=False,
        )
        if ran.returncode != 0:
            raise ExportError(ran.stderr.strip())
        return ran.stdout, resources


class CellgradJavaScriptExporter(CellgradExporter):
    """The same without types, for a Node that does not run TypeScript."""

    export_from_notebook = 'JavaScript module (Cellgrad)'
    output_mimetype = 'text/javascript'
    arguments = ('--js',)

    @default('file_extension')
    def _file_extension_default(self):
        return '.mjs'


class TypeScriptExporter(CellgradExporter):
    """What `--to script` and "Executable Script" do with a TypeScript notebook."""

    def from_notebook_node(self, nb, resources=None, **kw):
        kernel = nb.metadata.get('kernelspec', {}).get('name', '')
        # Another kernel's notebook is joined as nbconvert does it: its cells speak to other libraries.
        if kernel in ('deno', 'tslab', 'jslab'):
            return PlainScriptExporter(config=self.config, parent=self).from_notebook_node(nb, resources, **kw)
        return super().from_notebook_node(nb, resources, **kw)


class PlainScriptExporter(ScriptExporter):
    """nbconvert's own, which must not ask for ours again."""

    def _get_language_exporter(self, lang_name):
        return None
