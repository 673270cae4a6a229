import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PrintedOutputs } from '../../../kernel/notebook/printed-outputs.js';

function bench() {
  const printed: string[] = [];
  const outputs = new PrintedOutputs((text) => printed.push(text));
  const show = (kind: 'display' | 'update', id: string, text: string) =>
    outputs.receive({ type: 'display', cell: 1, message: { kind, id, data: { 'text/plain': text } } });
  const log = (text: string) => outputs.receive({ type: 'stream', cell: 1, name: 'stdout', text });
  return { outputs, printed, show, log };
}

test('what is updated is printed as it is when its cell ends', () => {
  const { outputs, printed, show } = bench();
  show('display', 'table', 'epoch 1');
  show('display', 'curves', 'a curve');
  show('update', 'table', 'epoch 2');
  outputs.end();
  assert.deepEqual(printed, ['epoch 2\n', 'a curve\n']);
  outputs.end();
  show('update', 'table', 'epoch 3');
  outputs.end();
  assert.deepEqual(printed.slice(2), ['epoch 3\n'], 'changed by a later cell');
});

test('the order of what is printed is that of the calls', () => {
  const { outputs, printed, show, log } = bench();
  show('display', 'a', 'first');
  log('second\n');
  show('display', 'b', 'third');
  outputs.receive({ type: 'result', cell: 1, data: { 'text/plain': '4' }, metadata: {} });
  show('update', 'a', 'changed');
  outputs.end();
  assert.deepEqual(printed, ['first\n', 'second\n', 'third\n', '4\n', 'changed\n']);
});

test('what is cleared before it was printed is not printed', () => {
  const { outputs, printed, show } = bench();
  show('display', 'a', 'gone');
  outputs.receive({ type: 'display', cell: 1, message: { kind: 'clear', wait: true } });
  show('display', 'b', 'kept');
  outputs.end();
  assert.deepEqual(printed, ['kept\n']);
});
