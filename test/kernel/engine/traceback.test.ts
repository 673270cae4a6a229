import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { CellSources } from '../../../kernel/engine/cell-sources.js';
import { describeError } from '../../../kernel/engine/traceback.js';
import { CellSyntaxError } from '../../../kernel/engine/transpile/syntax-failure.js';
import { ShapeError } from '../../../src/support/errors.js';
import { plain } from './harness.js';

const sources = new CellSources();
const lines = (error: unknown) => describeError(error, { sources }).traceback.map(plain);

test('name, message and fix come first', () => {
  const error = new ShapeError('matMul: inner dimensions must agree', { fix: 'transpose w' });
  assert.deepEqual(lines(error).slice(0, 2), [
    'ShapeError: matMul: inner dimensions must agree',
    'Fix: transpose w',
  ]);
});

test('a syntax error shows the cell’s text', () => {
  const cell = { count: 2, source: 'a\nlet :\nb' };
  const error = new CellSyntaxError('Unexpected token', { line: 2, column: 5 });
  assert.deepEqual(describeError(error, { sources, cell }).traceback.map(plain), [
    'SyntaxError: Unexpected token',
    '',
    'Cell 2, line 2, column 5',
    '   1  a',
    '>  2  let :',
    '          ~',
    '   3  b',
  ]);
});

test('odd errors do no harm', () => {
  const unreadable = new Error('x');
  Object.defineProperty(unreadable, 'message', {
    get() {
      throw new Error('no');
    },
  });
  assert.equal(lines(unreadable)[0], 'Error: (cannot be read)');
  const nameless = new Error('x');
  Object.defineProperty(nameless, 'name', Object.getOwnPropertyDescriptor(unreadable, 'message') ?? {});
  assert.equal(lines(nameless)[0], '(cannot be read): x');
  const circle = new Error('circle');
  circle.cause = circle;
  assert.deepEqual(lines(new Error('x', { cause: { code: 5 } })).at(-1), 'Caused by { code: 5 }');
  assert.equal(lines(circle).filter((line) => line.startsWith('Caused by')).length, 0);
  class Named extends Error {}
  assert.equal(lines(new Named('n'))[0], 'Named: n');
  assert.equal(describeError(new Error('m'.repeat(30_000)), { sources }).evalue.length, 30_000);
  assert.ok((lines(new Error('m'.repeat(30_000)))[0]?.length ?? 0) < 21_000);
});

test('what an error carries is shown, except what Node says in its messages', () => {
  const failed = Object.assign(new Error('extra'), { code: 'EFOO', response: { status: 500 } });
  assert.equal(lines(failed).at(-1), "{ code: 'EFOO', response: { status: 500 } }");
  const missing = Object.assign(new Error('no file'), { syscall: 'open', code: 'ENOENT' });
  const known = Object.assign(new Error('no module'), { code: 'ERR_MODULE_NOT_FOUND' });
  for (const error of [missing, known]) assert.ok(!lines(error).some((line) => line.startsWith('{')));
});

test('errors of another realm are errors, with their causes', () => {
  const error = runInNewContext('new TypeError("other", { cause: new Error("inner") })');
  assert.equal(lines(error)[0], 'TypeError: other');
  assert.ok(lines(error).includes('Caused by Error: inner'));
});

test('long chains of causes and long lists of errors are cut', () => {
  let chain = new Error('deepest');
  for (let i = 0; i < 20; i += 1) chain = new Error(`level ${i}`, { cause: chain });
  assert.ok(lines(chain).filter((line) => line.startsWith('Caused by')).length <= 10);
  const many = new AggregateError(
    Array.from({ length: 9 }, (_, i) => new Error(`e${i}`)),
    'many',
  );
  assert.ok(lines(many).includes('4 more errors not shown'));
});
