import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GaussianNoise } from '../../../../src/layers/regularization/gaussian-noise.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('GaussianNoise', () => {
  before(ensureReady);

  it('does nothing but in training', () => {
    const x = tf.ones([8, 16]);
    const layer = new GaussianNoise({ stddev: 0.5 });
    assert.equal(layer(x), x);
    layerFacts(layer, x, { training: true });
  });

  it('draws the same with the same seed, and goes on from call to call', () => {
    const draw = (layer: GaussianNoise) => rounded(layer(tf.ones([8, 16]), { training: true }));
    const [a, b] = [new GaussianNoise({ stddev: 0.5, seed: 3 }), new GaussianNoise({ stddev: 0.5, seed: 3 })];
    const first = draw(a);
    assert.deepEqual(draw(b), first);
    assert.notDeepEqual(draw(a), first);
  });

  it('adds noise of mean 0', () => {
    const y = new GaussianNoise({ stddev: 0.5, seed: 1 })(tf.ones([40_000]), { training: true });
    const { mean, variance } = tf.moments(y);
    assert.ok(Math.abs(mean.dataSync()[0]! - 1) < 0.01, `mean ${mean.dataSync()[0]}`);
    assert.ok(Math.abs(variance.dataSync()[0]! - 0.25) < 0.01, `variance ${variance.dataSync()[0]}`);
  });

  it('refuses a deviation out of range', () => {
    assert.throws(() => new GaussianNoise({ stddev: 2 }), /GaussianNoise: stddev must be/);
  });
});
