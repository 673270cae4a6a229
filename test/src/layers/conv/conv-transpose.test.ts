import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ConvTranspose } from '../../../../src/layers/conv/conv-transpose.js';
import { Conv1DTranspose } from '../../../../src/layers/conv/conv1d-transpose.js';
import { Conv2DTranspose } from '../../../../src/layers/conv/conv2d-transpose.js';

describe('ConvTranspose', () => {
  before(ensureReady);

  it('is what the transposed convolutions are', () => {
    assert.ok(new Conv2DTranspose({ filters: 1, kernelSize: 1 }) instanceof ConvTranspose);
  });

  it('chooses the output size as Keras does', () => {
    const size = (options: object) =>
      new Conv1DTranspose({ filters: 1, kernelSize: 3, strides: 2, ...options }).computeOutputShape([
        null,
        4,
        1,
      ])[1];
    assert.equal(size({}), 9);
    assert.equal(size({ outputPadding: 1 }), 10);
    assert.equal(size({ padding: 'same' }), 8);
    assert.equal(size({ padding: 'same', outputPadding: 0 }), 7);
    assert.equal(size({ kernelSize: 1 }), 8);
    assert.deepEqual(new Conv1DTranspose({ filters: 1, kernelSize: 3 }).computeOutputShape([null, null, 1]), [
      null,
      null,
      1,
    ]);
  });

  it('refuses output padding that is not below the strides', () => {
    const make = (options: object) => () => new Conv2DTranspose({ filters: 1, kernelSize: 2, ...options });
    assert.throws(
      make({ strides: 2, outputPadding: 2 }),
      /outputPadding must be below strides; received \[2, 2\]/,
    );
    assert.throws(make({ strides: 2, outputPadding: -1 }), /outputPadding must be an integer of at least 0/);
    const none = new Conv2DTranspose({
      filters: 1,
      kernelSize: 2,
      strides: 2,
      padding: 'same',
      outputPadding: 0,
    });
    assert.throws(() => none(tf.zeros([1, 3, 3, 1])), /outputPadding 0 gives no output size/);
  });
});
