import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeMagic } from '../../../../kernel/engine/magics/complete.js';

test('magics are completed at the start of a line', () => {
  assert.deepEqual(completeMagic('%ti', 3)?.matches, ['%time', '%timeit']);
  const cell = completeMagic('x\n%%ht', 6);
  assert.deepEqual([cell?.matches, cell?.cursor_start, cell?.cursor_end], [['%%html'], 2, 6]);
  assert.equal(completeMagic('a % ti', 6), undefined);
  assert.ok((completeMagic('%', 1)?.matches.length ?? 0) > 5);
});
