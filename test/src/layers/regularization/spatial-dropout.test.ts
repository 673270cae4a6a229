import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { SpatialDropout } from '../../../../src/layers/regularization/spatial-dropout.js';
import { SpatialDropout2D } from '../../../../src/layers/regularization/spatial-dropout2d.js';
import { rounded } from '../layer-facts.js';

describe('SpatialDropout', () => {
  before(ensureReady);

  it('is what the spatial dropouts are', () => {
    assert.ok(new SpatialDropout2D({ rate: 0.1 }) instanceof SpatialDropout);
  });

  it('knows channels first, and drops everything at rate 1', () => {
    const layer = new SpatialDropout2D({ rate: 0.5, seed: 1, dataFormat: 'channelsFirst' });
    const y = layer(tf.ones([4, 6, 3, 3]), { training: true });
    assert.deepEqual(rounded(tf.min(y, [2, 3])), rounded(tf.max(y, [2, 3])));
    const all = new SpatialDropout2D({ rate: 1 })(tf.ones([1, 2, 2, 3]), { training: true });
    assert.ok(rounded(all).every((value) => value === 0));
  });

  it('has a config that Keras takes, without trainable', () => {
    assert.deepEqual(Object.keys(new SpatialDropout2D({ rate: 0.5 }).getConfig()).sort(), [
      'data_format',
      'dtype',
      'name',
      'rate',
      'seed',
    ]);
  });

  it('refuses a rate out of range', () => {
    assert.throws(
      () => new SpatialDropout2D({ rate: 1.5 }),
      /SpatialDropout2D: rate must be a number in \[0, 1\]; received 1.5/,
    );
  });
});
