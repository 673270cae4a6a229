import assert from 'node:assert/strict';
import { it } from 'node:test';
import { NumpyRandom } from '../../../src/support/numpy-random.js';

it("shuffles as numpy's RandomState(1337) does; test/oracle/images.test.ts has more", () => {
  const items = Array.from({ length: 10 }, (_, i) => i);
  new NumpyRandom(1337).shuffle(items);
  assert.deepEqual(items, EXPECTED);
});

const EXPECTED = [6, 3, 0, 4, 5, 2, 1, 9, 8, 7];
