import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { PReLU } from '../../../../src/layers/activations/prelu.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('PReLU', () => {
  before(ensureReady);

  it('learns a slope for each place', () => {
    const layer = new PReLU({ alphaInitializer: 'ones' });
    assert.deepEqual(rounded(layerFacts(layer, tf.tensor([[-2, 3]]))), [-2, 3]);
    assert.deepEqual(layer.alpha?.shape, [2]);
    assert.equal(layer.trainableWeights.length, 1);
  });

  it('shares slopes along axes', () => {
    const layer = new PReLU({ sharedAxes: [1, 2] });
    layer.build([null, 4, 5, 3]);
    assert.deepEqual(layer.alpha?.shape, [1, 1, 3]);
    assert.deepEqual(layer(tf.ones([1, 6, 7, 3])).shape, [1, 6, 7, 3]);
    assert.throws(() => layer(tf.ones([1, 6, 7, 2])), /size 3 in axis 3/);
  });

  it('refuses axes that the input lacks', () => {
    assert.throws(
      () => new PReLU({ sharedAxes: [0] }).build([null, 2]),
      /sharedAxes must be axes from 1 to 1/,
    );
  });
});
