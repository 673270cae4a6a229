import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Conv2D } from '../../../../src/layers/conv/conv2d.js';
import { ConvolutionLayer } from '../../../../src/layers/conv/convolution-layer.js';

describe('ConvolutionLayer', () => {
  before(ensureReady);

  it('is what convolutions are', () => {
    assert.ok(new Conv2D({ filters: 1, kernelSize: 1 }) instanceof ConvolutionLayer);
  });

  it('takes one size for all axes, or one for each', () => {
    assert.deepEqual(new Conv2D({ filters: 1, kernelSize: 3 }).kernelSize, [3, 3]);
    assert.deepEqual(new Conv2D({ filters: 1, kernelSize: [3, 1] }).kernelSize, [3, 1]);
  });

  it('names weights and settings as Keras does', () => {
    const layer = new Conv2D({ filters: 2, kernelSize: 3, name: 'c' });
    layer.build([null, 5, 5, 3]);
    assert.deepEqual(
      layer.weights.map(({ path, shape }) => [path, shape]),
      [
        ['c/kernel', [3, 3, 3, 2]],
        ['c/bias', [2]],
      ],
    );
    const { kernel_size, strides, padding, data_format, dilation_rate, activity_regularizer } =
      layer.getConfig();
    assert.deepEqual(
      [kernel_size, strides, padding, data_format, dilation_rate, activity_regularizer],
      [[3, 3], [1, 1], 'valid', 'channels_last', [1, 1], null],
    );
  });

  it('refuses what it cannot use', () => {
    const make = (options: object) => () => new Conv2D({ filters: 2, kernelSize: 3, ...options });
    assert.throws(
      make({ kernelSize: 0 }),
      /Conv2D: kernelSize must be a positive integer, or a list of 2 of them; received 0/,
    );
    assert.throws(make({ strides: [1, 2, 3] }), /strides must be/);
    assert.throws(make({ padding: 'causal' }), /padding must be one of 'valid', 'same'/);
    assert.throws(make({ strides: 2, dilationRate: 2 }), /strides and dilationRate cannot both be above 1/);
    assert.throws(make({ dataFormat: 'last' }), /dataFormat must be one of/);
    assert.throws(make({ kernel: 3 }), /unknown option kernel; did you mean/);
    assert.throws(
      () => new Conv2D({ filters: 2, kernelSize: 5 })(tf.zeros([1, 3, 9, 1])),
      /smaller than the filter/,
    );
  });

  it('refuses another number of channels after it was built', () => {
    const layer = new Conv2D({ filters: 1, kernelSize: 1 });
    layer.build([null, 4, 4, 3]);
    assert.throws(() => layer(tf.zeros([1, 4, 4, 2])), /size 3 in axis -1/);
  });
});
