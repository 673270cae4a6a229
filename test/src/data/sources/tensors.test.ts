import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

describe('fromTensors', () => {
  before(ensureReady);
  it('gives the tensors as one element, again and again', async () => {
    const x = tf.tensor1d([1, 2]);
    const dataset = Dataset.fromTensors([x, { y: 3 }] as const);
    x.dispose();
    assert.deepEqual(await collect(dataset.repeat(2)), [
      [[1, 2], { y: 3 }],
      [[1, 2], { y: 3 }],
    ]);
    assert.equal(dataset.cardinality(), 1);
  });
});
