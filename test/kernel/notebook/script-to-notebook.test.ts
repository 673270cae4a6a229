import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNotebook } from '../../../kernel/notebook/nbformat.js';
import { notebookToScript } from '../../../kernel/notebook/script.js';
import { moduleKey, scriptToNotebook } from '../../../kernel/notebook/script-to-notebook.js';

test('a cell magic as jupytext writes it', () => {
  const { cells } = scriptToNotebook(
    '// %% language="html"\n// <b>\n//\n// x\n\n// %% language="ts"\nx',
    'n',
  );
  assert.deepEqual(
    cells.map(({ source, metadata }) => [source, metadata]),
    [
      ['%%html\n<b>\n\nx', {}],
      ['x', { language: 'ts' }],
    ],
  );
});

test('what a person added above the first cell becomes a cell', () => {
  const cell = { cell_type: 'code', metadata: {}, source: "import 'm';\ntf.ones([1])", outputs: [] };
  const json = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] });
  const text = notebookToScript(parseNotebook(json, 'n'), { where: 'n' });
  const edited = text.replace("import 'm';\n", "import 'm';\nimport { added } from 'added';\nconst k = 1;\n");
  assert.deepEqual(
    scriptToNotebook(edited, 'n').cells.map(({ source }) => source),
    ["import { added } from 'added';\nconst k = 1;", "import 'm';\ntf.ones([1])"],
  );
});

test('a local module is the same however it is named', () => {
  assert.deepEqual(['./a', '../b/a.ts', './a.mjs', 'a'].map(moduleKey), ['./a', './a', './a', 'a']);
});
