import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunProgress } from '../../../kernel/notebook/run-progress.js';

function setUp(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const progress = new RunProgress({ isTTY, columns: 40, write: (text) => written.push(text) }, () => now);
  const fit = (text: string, at: number, id: string | undefined = 'fit') => {
    now = at;
    const message = { kind: 'display' as const, data: { 'text/plain': text }, ...(id && { id }) };
    progress.receive({ type: 'display', cell: 1, message });
  };
  return { progress, written, fit };
}

test('a log gets a line a cell, and one of a training now and then', () => {
  const { progress, written, fit } = setUp(false);
  progress.begin(2, 9, '// a comment\n\nawait model.fit(x)\nmore');
  fit('table\n\nepoch 1 of 5 20 %\n', 1000);
  fit('table\n\nepoch 2 of 5 40 %\n', 6000);
  fit('table\n\nepoch 3 of 5 60 %\n', 7000);
  progress.note('\x1b[1mbold\x1b[0m');
  assert.deepEqual(written, ['cell 2 of 9  await model.fit(x)\n', '  epoch 2 of 5 40 %\n', 'bold\n']);
});

test('a cell is named by its first line that is no comment', () => {
  const { progress, written } = setUp(false);
  progress.begin(1, 2, '/* a */\n/re/.test(x)');
  assert.deepEqual(written, ['cell 1 of 2  /re/.test(x)\n']);
});

test('a terminal has one line that changes, cut at its width', () => {
  const { progress, written, fit } = setUp(true);
  progress.begin(1, 2, 'x'.repeat(100));
  fit('epoch 1', 50);
  fit('epoch 2', 200);
  fit('no id', 400, '');
  progress.note('\x1b[1mbold\x1b[0m');
  assert.deepEqual(written, [
    `\r\x1b[Kcell 1 of 2  ${'x'.repeat(25)}…`,
    '\r\x1b[Kcell 1 of 2  epoch 2',
    '\r\x1b[K\x1b[1mbold\x1b[0m\n',
  ]);
});
