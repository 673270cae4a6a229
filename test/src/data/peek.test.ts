import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPeeking, peek } from '../../../src/data/peek.js';

test('looking ends with the function, also where it looks again or throws', () => {
  assert.equal(isPeeking(), false);
  assert.deepEqual(
    peek(() => [peek(isPeeking), isPeeking()]),
    [true, true],
  );
  assert.throws(() => peek(() => assert.fail('no')), /no/);
  assert.equal(isPeeking(), false);
});
