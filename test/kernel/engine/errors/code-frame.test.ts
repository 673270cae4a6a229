import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeFrame, expressionAt } from '../../../../kernel/engine/errors/code-frame.js';
import { plain } from '../harness.js';

const SOURCE = 'function forward(x: Tensor) {\n  const h = tf.matMul(x, (w1)).relu();\n  return h;\n}';

test('the marked line is bold, its neighbours are dim, as the design shows it', () => {
  assert.deepEqual(codeFrame(SOURCE, { line: 2, column: 13, length: 9 }, 1), [
    '   \x1b[2m1\x1b[0m  function forward(x: Tensor) {',
    '\x1b[1m>  2    const h = tf.matMul(x, (w1)).relu();\x1b[0m',
    `${' '.repeat(18)}\x1b[1m~~~~~~~~~\x1b[0m`,
    '   \x1b[2m3\x1b[0m    return h;',
  ]);
});

test('tabs, line numbers of three digits and endless lines', () => {
  const long = `${'\n'.repeat(99)}\tx = ${'y'.repeat(500)}`;
  const [line = '', mark = ''] = codeFrame(long, { line: 100, column: 2, length: 1 }, 0).map(plain);
  assert.ok(line.startsWith('> 100  \tx = y'));
  assert.ok(line.length < 420);
  assert.equal(mark, '       \t~');
});

test('the expression around a position of V8', () => {
  const at = (column: number, whole: boolean) => {
    const { column: start, length } = expressionAt(SOURCE, { line: 2, column }, whole);
    return SOURCE.split('\n')[1]?.slice(start - 1, start - 1 + length);
  };
  assert.equal(at(16, true), 'tf.matMul(x, (w1))');
  assert.equal(at(16, false), 'tf.matMul');
  assert.equal(at(32, true), 'relu()');
  assert.equal(expressionAt('throw new Error(")")', { line: 1, column: 7 }, true).length, 14);
  assert.equal(expressionAt('await f(1) + 2', { line: 1, column: 1 }, true).length, 10);
  assert.equal(expressionAt("import './m' ", { line: 1, column: 1 }, true).length, 12);
  assert.equal(expressionAt("throw 'text'", { line: 1, column: 7 }, true).length, 6);
  assert.equal(expressionAt('a', { line: 5, column: 3 }, true).length, 1);
});

test('an expression in a long line is found without going through the line again and again', () => {
  const began = performance.now();
  const text = `const data = "${'x'.repeat(600_000)}"; tf.matMul(data)`;
  const { column, length } = expressionAt(text, { line: 1, column: text.indexOf('matMul') + 1 }, true);
  assert.equal(text.slice(column - 1, column - 1 + length), 'tf.matMul(data)');
  assert.ok(performance.now() - began < 5000);
});
