import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { SpatialDropout2D } from '../../../../src/layers/regularization/spatial-dropout2d.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('SpatialDropout2D', () => {
  before(ensureReady);

  it('does nothing but in training', () => {
    const x = tf.ones([8, 3, 3, 6]);
    const layer = new SpatialDropout2D({ rate: 0.5 });
    assert.equal(layer(x), x);
    layerFacts(layer, x, { training: true });
  });

  it('draws the same with the same seed, and goes on from call to call', () => {
    const draw = (layer: SpatialDropout2D) => rounded(layer(tf.ones([8, 3, 3, 6]), { training: true }));
    const [a, b] = [
      new SpatialDropout2D({ rate: 0.5, seed: 3 }),
      new SpatialDropout2D({ rate: 0.5, seed: 3 }),
    ];
    const first = draw(a);
    assert.deepEqual(draw(b), first);
    assert.notDeepEqual(draw(a), first);
  });

  it('drops channels as a whole and scales the others', () => {
    const y = new SpatialDropout2D({ rate: 0.5, seed: 1 })(tf.ones([8, 3, 3, 6]), { training: true });
    const [least, most] = [tf.min(y, [1, 2]), tf.max(y, [1, 2])];
    assert.deepEqual(rounded(least), rounded(most));
    assert.deepEqual([...new Set(rounded(y))].sort(), [0, 2]);
  });

  it('refuses other ranks', () => {
    assert.throws(
      () => new SpatialDropout2D({ rate: 0.5 })(tf.zeros([2, 9, 4])),
      /expected an input with 4 axes/,
    );
  });
});
