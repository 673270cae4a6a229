import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

before(ensureReady);

it('scan hands a state from element to element', async () => {
  const values = Dataset.fromTensorSlices([1, 2, 1]);
  const sums = values.scan(0, (sum, x) => [sum.add(x) as tf.Scalar, [sum, x]]);
  assert.deepEqual(await collect(sums), [
    [0, 1],
    [1, 2],
    [3, 1],
  ]);
  await assert.rejects(
    collect(values.scan(0, (() => 3) as never)),
    /Dataset.scan, element 0: expected \[state, output\]; received 3/,
  );
});
