import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { BatchNormalization } from '../../../../src/layers/normalization/batch-normalization.js';
import { BatchRenormalization } from '../../../../src/layers/normalization/batch-renormalization.js';

describe('BatchRenormalization', () => {
  before(ensureReady);

  it('corrects towards the statistics before, within bounds', () => {
    const layer = new BatchNormalization({
      renorm: true,
      renormClipping: { rmax: 1, rmin: 1, dmax: 0 },
      epsilon: 1e-6,
    });
    const y = layer(tf.tensor([[1], [3]]), { training: true });
    assert.deepEqual(
      [...y.dataSync()].map((value) => Math.round(value * 1000) / 1000),
      [-1, 1],
    );
    assert.deepEqual(
      layer.weights.map(({ name }) => name),
      ['gamma', 'beta', 'moving_mean', 'moving_variance', 'moving_stddev', 'renorm_mean', 'renorm_stddev'],
    );
  });

  it('refuses bounds that cross', () => {
    const layer = new BatchNormalization();
    assert.throws(
      () => new BatchRenormalization(layer, { rmax: 1, rmin: 2 }, 0.9),
      /renormClipping needs rmax >= rmin/,
    );
    assert.throws(() => new BatchRenormalization(layer, { dmax: -1 }, 0.9), /renormClipping.dmax must be/);
    assert.throws(() => new BatchRenormalization(layer, { max: 1 } as object, 0.9), /unknown option max/);
  });
});
