import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeFans } from '../../../src/initializers/fans.js';

test('inputs and outputs of vectors, matrices, kernels and named axes', () => {
  assert.deepEqual(computeFans([]), { fanIn: 1, fanOut: 1 });
  assert.deepEqual(computeFans([5]), { fanIn: 5, fanOut: 5 });
  assert.deepEqual(computeFans([784, 64]), { fanIn: 784, fanOut: 64 });
  assert.deepEqual(computeFans([3, 3, 32, 64]), { fanIn: 288, fanOut: 576 });
  assert.deepEqual(computeFans([10, 20, 30], [0], [1, -1]), { fanIn: 10, fanOut: 600 });
});
