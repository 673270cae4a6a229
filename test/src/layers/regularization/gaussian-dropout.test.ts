import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GaussianDropout } from '../../../../src/layers/regularization/gaussian-dropout.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('GaussianDropout', () => {
  before(ensureReady);

  it('does nothing but in training', () => {
    const x = tf.ones([8, 16]);
    const layer = new GaussianDropout({ rate: 0.5 });
    assert.equal(layer(x), x);
    layerFacts(layer, x, { training: true });
  });

  it('draws the same with the same seed, and goes on from call to call', () => {
    const draw = (layer: GaussianDropout) => rounded(layer(tf.ones([8, 16]), { training: true }));
    const [a, b] = [new GaussianDropout({ rate: 0.5, seed: 3 }), new GaussianDropout({ rate: 0.5, seed: 3 })];
    const first = draw(a);
    assert.deepEqual(draw(b), first);
    assert.notDeepEqual(draw(a), first);
  });

  it('multiplies by noise of mean 1', () => {
    const y = new GaussianDropout({ rate: 0.2, seed: 1 })(tf.ones([40_000]), { training: true });
    const { mean, variance } = tf.moments(y);
    assert.ok(Math.abs(mean.dataSync()[0]! - 1) < 0.01, `mean ${mean.dataSync()[0]}`);
    assert.ok(Math.abs(variance.dataSync()[0]! - 0.25) < 0.01, `variance ${variance.dataSync()[0]}`);
  });

  it('refuses a rate out of range', () => {
    assert.throws(() => new GaussianDropout({ rate: -0.5 }), /GaussianDropout: rate must be/);
  });
});
