import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  bothMasks,
  causalMask,
  slidingWindowMask,
} from '../../../../src/layers/attention/attention-masks.js';

describe('attention masks', () => {
  before(ensureReady);

  it('causal: a position sees itself and those before it', () => {
    assert.deepEqual(causalMask(2, 3).arraySync(), [
      [
        [1, 0, 0],
        [1, 1, 0],
      ],
    ]);
  });

  it('sliding window: a position sees those nearer than the width', () => {
    assert.deepEqual(slidingWindowMask(3, 3, 2).arraySync(), [
      [
        [1, 1, 0],
        [1, 1, 1],
        [0, 1, 1],
      ],
    ]);
  });

  it('both: null lets everything pass', () => {
    const [a, b] = [tf.tensor1d([1, 1, 0]), tf.tensor1d([0, 1, 1], 'bool')];
    assert.equal(bothMasks(null, null), null);
    assert.equal(bothMasks(null, a), a);
    assert.equal(bothMasks(b, null), b);
    assert.deepEqual(bothMasks(a, b)?.arraySync(), [0, 1, 0]);
  });
});
