import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { SpatialDropout3D } from '../../../../src/layers/regularization/spatial-dropout3d.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('SpatialDropout3D', () => {
  before(ensureReady);

  it('does nothing but in training', () => {
    const x = tf.ones([8, 2, 2, 2, 6]);
    const layer = new SpatialDropout3D({ rate: 0.5 });
    assert.equal(layer(x), x);
    layerFacts(layer, x, { training: true });
  });

  it('draws the same with the same seed, and goes on from call to call', () => {
    const draw = (layer: SpatialDropout3D) => rounded(layer(tf.ones([8, 2, 2, 2, 6]), { training: true }));
    const [a, b] = [
      new SpatialDropout3D({ rate: 0.5, seed: 3 }),
      new SpatialDropout3D({ rate: 0.5, seed: 3 }),
    ];
    const first = draw(a);
    assert.deepEqual(draw(b), first);
    assert.notDeepEqual(draw(a), first);
  });

  it('drops channels as a whole and scales the others', () => {
    const y = new SpatialDropout3D({ rate: 0.5, seed: 1 })(tf.ones([8, 2, 2, 2, 6]), { training: true });
    const [least, most] = [tf.min(y, [1, 2, 3]), tf.max(y, [1, 2, 3])];
    assert.deepEqual(rounded(least), rounded(most));
    assert.deepEqual([...new Set(rounded(y))].sort(), [0, 2]);
  });

  it('refuses other ranks', () => {
    assert.throws(
      () => new SpatialDropout3D({ rate: 0.5 })(tf.zeros([2, 7, 6, 4])),
      /expected an input with 5 axes/,
    );
  });
});
