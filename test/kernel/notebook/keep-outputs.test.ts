import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepOutputs } from '../../../kernel/notebook/keep-outputs.js';
import { parseNotebook } from '../../../kernel/notebook/nbformat.js';

const notebook = (...cells: object[]) =>
  parseNotebook(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }), 'here');
const code = (id: string, source: string, ...texts: string[]) => ({
  cell_type: 'code',
  id,
  metadata: {},
  source,
  execution_count: texts.length > 0 ? 3 : null,
  outputs: texts.map((text) => ({ output_type: 'stream', name: 'stdout', text })),
});

test('equal cells keep what they had shown, each once; changed and new ones have shown nothing', () => {
  const before = notebook(code('a', '1', 'one'), code('b', '2', 'two'), code('c', '1', 'again'));
  const made = notebook(code('x', '2'), code('y', '1'), code('z', '3'), code('v', '1'), code('w', '1'));
  assert.deepEqual(
    keepOutputs(made, before).cells.map((cell) => [
      cell.id,
      cell.cell_type === 'code' && cell.outputs.map((output) => 'text' in output && output.text),
    ]),
    [
      ['b', ['two']],
      ['a', ['one']],
      ['z', []],
      ['c', ['again']],
      ['w', []],
    ],
  );
});
