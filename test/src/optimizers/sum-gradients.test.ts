import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { asReplica, type Replica } from '../../../src/backends/replica.js';
import { sumGradients } from '../../../src/optimizers/sum-gradients.js';

describe('sumGradients', () => {
  before(ensureReady);

  it('gives the sums in one call in a step of several replicas, else the gradients', () => {
    const pairs = [
      [tf.scalar(1), 'a'],
      [tf.scalar(2), 'b'],
    ] as const;
    let calls = 0;
    const replica: Replica = {
      id: 0,
      count: 2,
      share: 0.5,
      first: (initial) => initial,
      sum(tensors) {
        calls += 1;
        return tensors.map((tensor) => tf.mul(tensor, 2));
      },
    };
    const values = () => sumGradients(pairs).map(([gradient, name]) => [gradient.arraySync(), name]);
    assert.deepEqual(values(), [
      [1, 'a'],
      [2, 'b'],
    ]);
    assert.deepEqual(asReplica(replica, values), [
      [2, 'a'],
      [4, 'b'],
    ]);
    assert.equal(calls, 1);
  });
});
