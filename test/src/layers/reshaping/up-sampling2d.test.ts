import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { UpSampling2D } from '../../../../src/layers/reshaping/up-sampling2d.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('UpSampling2D', () => {
  before(ensureReady);

  it('repeats pixels', () => {
    const y = layerFacts(new UpSampling2D({ size: [2, 1] }), counting([1, 2, 2, 1]));
    assert.deepEqual(rounded(y), [0, 1, 0, 1, 2, 3, 2, 3]);
  });

  it('gives the same with channels first', () => {
    for (const interpolation of ['nearest', 'bilinear'] as const) {
      const x = counting([2, 3, 4, 2]);
      const last = new UpSampling2D({ size: [2, 3], interpolation })(x);
      const layer = new UpSampling2D({ size: [2, 3], interpolation, dataFormat: 'channelsFirst' });
      const first = layerFacts(layer, tf.transpose(x, [0, 3, 1, 2]));
      assert.deepEqual(rounded(tf.transpose(first, [0, 2, 3, 1])), rounded(last));
    }
  });

  it('refuses other interpolations and ranks', () => {
    assert.throws(
      () => new UpSampling2D({ interpolation: 'linear' as 'bilinear' }),
      /interpolation must be one of/,
    );
    assert.throws(() => new UpSampling2D()(tf.zeros([2, 3, 4])), /expected an input with 4 axes/);
  });
});
