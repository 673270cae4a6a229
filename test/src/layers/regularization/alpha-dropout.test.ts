import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { normal, setRandomSeed } from '../../../../src/backends/random.js';
import { AlphaDropout } from '../../../../src/layers/regularization/alpha-dropout.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('AlphaDropout', () => {
  before(ensureReady);

  it('does nothing but in training', () => {
    const x = tf.ones([8, 16]);
    const layer = new AlphaDropout({ rate: 0.5 });
    assert.equal(layer(x), x);
    layerFacts(layer, x, { training: true });
  });

  it('draws the same with the same seed, and goes on from call to call', () => {
    const draw = (layer: AlphaDropout) => rounded(layer(tf.ones([8, 16]), { training: true }));
    const [a, b] = [new AlphaDropout({ rate: 0.5, seed: 3 }), new AlphaDropout({ rate: 0.5, seed: 3 })];
    const first = draw(a);
    assert.deepEqual(draw(b), first);
    assert.notDeepEqual(draw(a), first);
  });

  it('keeps mean and variance of standardized values', () => {
    setRandomSeed(1);
    const x = normal([40_000], 0, 1);
    const { mean, variance } = tf.moments(new AlphaDropout({ rate: 0.3 })(x, { training: true }));
    assert.ok(Math.abs(mean.dataSync()[0]!) < 0.03, `mean ${mean.dataSync()[0]}`);
    assert.ok(Math.abs(variance.dataSync()[0]! - 1) < 0.05, `variance ${variance.dataSync()[0]}`);
  });

  it('refuses what it cannot use', () => {
    assert.throws(
      () => new AlphaDropout({ rate: 2 }),
      /AlphaDropout: rate must be a number in \[0, 1\]; received 2/,
    );
    const layer = new AlphaDropout({ rate: 0.5, noiseShape: [1] });
    assert.throws(() => layer(tf.ones([2, 2]), { training: true }), /noiseShape with 2 axes/);
  });
});
