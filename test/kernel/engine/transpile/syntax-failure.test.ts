import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CellSyntaxError, offsetAt, positionAt } from '../../../../kernel/engine/transpile/syntax-failure.js';

test('positions count from 1', () => {
  assert.deepEqual(positionAt('ab\ncd', 0), { line: 1, column: 1 });
  assert.deepEqual(positionAt('ab\ncd', 2), { line: 1, column: 3 });
  assert.deepEqual(positionAt('ab\ncd', 4), { line: 2, column: 2 });
  for (const offset of [0, 1, 2, 3, 5])
    assert.equal(offsetAt('ab\n\ncd', positionAt('ab\n\ncd', offset)), offset);
});

test('it is a SyntaxError with a place', () => {
  const error = new CellSyntaxError('no', { line: 2, column: 3, length: 0 }, 'yes');
  assert.ok(error instanceof SyntaxError);
  assert.deepEqual(
    [error.name, error.line, error.column, error.length, error.fix],
    ['SyntaxError', 2, 3, 1, 'yes'],
  );
});
