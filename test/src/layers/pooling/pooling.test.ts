import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { MaxPooling2D } from '../../../../src/layers/pooling/max-pooling2d.js';
import { Pooling } from '../../../../src/layers/pooling/pooling.js';

describe('Pooling', () => {
  before(ensureReady);

  it('is what the pooling layers are, with strides as large as the window', () => {
    const layer = new MaxPooling2D({ poolSize: [2, 3] });
    assert.ok(layer instanceof Pooling);
    assert.deepEqual(layer.strides, [2, 3]);
  });

  it('refuses what it cannot use', () => {
    assert.throws(() => new MaxPooling2D({ poolSize: 0 }), /poolSize must be a positive integer/);
    assert.throws(
      () => new MaxPooling2D({ padding: 'causal' as 'same' }),
      /padding must be one of 'valid', 'same'/,
    );
    assert.throws(() => new MaxPooling2D({ poolSize: 5 })(tf.zeros([1, 4, 9, 1])), /smaller than the window/);
  });
});
