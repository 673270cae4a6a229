import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  type CodeCell,
  formatNotebook,
  type Notebook,
  parseNotebook,
  readNotebook,
  writeNotebook,
} from '../../../kernel/notebook/nbformat.js';
import { NotebookError } from '../../../kernel/notebook/notebook-error.js';

const folder = mkdtempSync(join(tmpdir(), 'nbformat-'));
after(() => rmSync(folder, { recursive: true }));

const old = {
  nbformat: 4,
  nbformat_minor: 2,
  metadata: { orig_nbformat: 3, kernelspec: { name: 'cellgrad', display_name: 'x' } },
  cells: [
    { cell_type: 'markdown', metadata: { trusted: true }, source: ['# Title\n', 'text'] },
    {
      cell_type: 'code',
      metadata: {},
      execution_count: 3,
      source: 'a\nb\n',
      outputs: [
        { output_type: 'stream', name: 'stdout', text: ['1\n', '2\n'] },
        {
          output_type: 'execute_result',
          execution_count: 3,
          metadata: {},
          data: { 'text/plain': ['x\n', 'y'], 'application/json': ['kept', 'apart'], 'image/png': 'AAAA' },
        },
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['l1', 'l2'] },
      ],
    },
    { cell_type: 'code', metadata: {}, source: '', outputs: [] },
  ],
};

test('reads an older minor: joined texts, ids, nothing transient', () => {
  const notebook = parseNotebook(JSON.stringify(old), 'old.ipynb');
  assert.equal(notebook.nbformat_minor, 5);
  assert.deepEqual(notebook.metadata, { kernelspec: { name: 'cellgrad', display_name: 'x' } });
  assert.equal(notebook.cells[0]!.source, '# Title\ntext');
  assert.deepEqual(notebook.cells[0]!.metadata, {});
  const code = notebook.cells[1] as CodeCell;
  assert.deepEqual(code.outputs[0], { output_type: 'stream', name: 'stdout', text: '1\n2\n' });
  const result = code.outputs[1]!;
  assert.deepEqual(result.output_type === 'execute_result' && result.data, {
    'text/plain': 'x\ny',
    'application/json': ['kept', 'apart'],
    'image/png': 'AAAA',
  });
  assert.equal((notebook.cells[2] as CodeCell).execution_count, null);
  const ids = notebook.cells.map(({ id }) => id);
  assert.equal(new Set(ids).size, 3);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}$/);
  assert.deepEqual(
    parseNotebook(JSON.stringify(old), 'again').cells.map(({ id }) => id),
    ids,
  );
});

test('writes as Jupyter does: sorted keys, one space, split lines, a newline at the end', () => {
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      {
        cell_type: 'code',
        id: 'a',
        metadata: {},
        source: 'é\r\nb',
        execution_count: 1,
        outputs: [
          {
            output_type: 'display_data',
            metadata: {},
            data: { 'text/plain': 'x\x0cy', 'image/png': 'A\nB' },
          },
        ],
      },
    ],
  };
  assert.equal(
    formatNotebook(notebook),
    `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "a",
   "metadata": {},
   "outputs": [
    {
     "data": {
      "image/png": "A\\nB",
      "text/plain": [
       "x\\f",
       "y"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    }
   ],
   "source": [
    "é\\r\\n",
    "b"
   ]
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`,
  );
});

test('half of a surrogate pair is written as what Python can write', () => {
  const cells = [{ cell_type: 'code', metadata: {}, source: '"\ud800😀"', outputs: [] }];
  const text = formatNotebook(parseNotebook(JSON.stringify({ ...old, cells }), 'half'));
  assert.equal(JSON.parse(text).cells[0].source[0], '"\ufffd😀"');
});

test('what is written reads back the same', () => {
  const notebook = parseNotebook(JSON.stringify(old), 'old');
  assert.deepEqual(parseNotebook(formatNotebook(notebook), 'new'), notebook);
});

test('an id that is used twice or is not one is replaced', () => {
  const cell = { cell_type: 'raw', metadata: {}, source: '' };
  const cells = [
    { ...cell, id: 'same' },
    { ...cell, id: 'same' },
    { ...cell, id: 'not an id' },
  ];
  const ids = parseNotebook(JSON.stringify({ nbformat: 4, metadata: {}, cells }), 'n').cells.map(
    ({ id }) => id,
  );
  assert.equal(ids[0], 'same');
  assert.equal(new Set(ids).size, 3);
  for (const id of ids) assert.match(id, /^[a-zA-Z0-9_-]{1,64}$/);
});

test('an unreadable notebook says where, what was expected, what was received, and the fix', () => {
  const nb = (cell: unknown) => JSON.stringify({ nbformat: 4, metadata: {}, cells: [cell] });
  const code = { cell_type: 'code', metadata: {}, source: '' };
  const cases: [string, RegExp][] = [
    ['', /^n\.ipynb: expected a notebook \(\.ipynb, JSON\); received an empty file\./],
    ['{"cells": [', /received a text that is not JSON/],
    ['[]', /^n\.ipynb: expected an object; received \[\]\./],
    [
      '{"nbformat": 3, "worksheets": []}',
      /expected a notebook of nbformat 4; received nbformat 3\..*\nFix: .*nbconvert/,
    ],
    ['{"nbformat": 4}', /expected a list of cells; received nothing\./],
    [nb(5), /^n\.ipynb, cell 1: expected an object; received 5\./],
    [
      nb({ cell_type: 'heading' }),
      /cell 1: expected cell_type 'code', 'markdown' or 'raw'; received "heading"/,
    ],
    [nb({ ...code, source: [1] }), /cell 1, source: expected a text or a list of lines; received \[1\]/],
    [nb({ ...code, execution_count: 'x' }), /execution_count to be a whole number or null; received "x"/],
    [
      nb({ ...code, outputs: [{ output_type: 'pyout' }] }),
      /cell 1, output 1: expected output_type .*; received "pyout"/,
    ],
    [nb({ ...code, outputs: [{ output_type: 'stream', name: 'stdout' }] }), /output 1, text: expected/],
    [nb({ ...code, outputs: [{ output_type: 'error', ename: '', evalue: '' }] }), /expected a traceback/],
  ];
  for (const [text, message] of cases) {
    assert.throws(
      () => parseNotebook(text, 'n.ipynb'),
      (error: unknown) =>
        error instanceof NotebookError && message.test(error.message) && error.fix !== undefined,
      text,
    );
  }
});

test('damaged files give a NotebookError and nothing else', () => {
  const text = JSON.stringify(old);
  let state = 3;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  const values = ['null', '5', '"x"', '[]', '{}', '[1]', 'true'];
  for (let round = 0; round < 2000; round++) {
    const at = random(text.length);
    const damaged = text.slice(0, at) + values[random(values.length)] + text.slice(at + random(20));
    try {
      parseNotebook(formatNotebook(parseNotebook(damaged, 'f')), 'again');
    } catch (error) {
      assert.ok(error instanceof NotebookError, `${error}\n${damaged}`);
    }
  }
});

test('a file is written whole, or not at all', async () => {
  const path = join(folder, 'n.ipynb');
  const notebook = parseNotebook(JSON.stringify(old), 'old');
  await writeNotebook(path, notebook);
  assert.deepEqual(await readNotebook(path), notebook);
  await assert.rejects(writeNotebook(path, { ...notebook, metadata: { big: 1n } }), TypeError);
  assert.deepEqual(await readNotebook(path), notebook);
  assert.deepEqual(readdirSync(folder), ['n.ipynb']);
});

test('a path that is not there', async () => {
  const path = join(folder, 'none.ipynb');
  assert.equal(existsSync(path), false);
  await assert.rejects(readNotebook(path), /none\.ipynb: expected a notebook file; received no such file\./);
});
