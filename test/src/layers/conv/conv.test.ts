import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Conv } from '../../../../src/layers/conv/conv.js';
import { Conv2D } from '../../../../src/layers/conv/conv2d.js';
import { rounded } from '../layer-facts.js';

describe('Conv', () => {
  before(ensureReady);

  it('is what Conv1D, Conv2D and Conv3D are', () => {
    assert.ok(new Conv2D({ filters: 1, kernelSize: 1 }) instanceof Conv);
  });

  it('splits channels into groups', () => {
    const layer = new Conv2D({ filters: 2, kernelSize: 1, groups: 2, kernelInitializer: 'ones' });
    assert.deepEqual(rounded(layer(tf.tensor([1, 2, 3, 4], [1, 1, 1, 4]))), [3, 7]);
    assert.deepEqual(layer.kernel?.shape, [1, 1, 2, 2]);
  });

  it('refuses filters and channels that groups do not divide', () => {
    assert.throws(
      () => new Conv2D({ filters: 3, kernelSize: 1, groups: 2 }),
      /filters must be a multiple of groups/,
    );
    assert.throws(
      () => new Conv2D({ filters: 4, kernelSize: 1, groups: 2 })(tf.zeros([1, 2, 2, 3])),
      /a multiple of groups; received 3 channels and 2 groups/,
    );
    assert.throws(
      () => new Conv2D({ filters: 0, kernelSize: 1 }),
      /filters must be a positive integer; received 0/,
    );
  });
});
