import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { setRandomSeed } from '../../../../src/backends/random.js';
import { Dropout } from '../../../../src/layers/core/dropout.js';

describe('Dropout', () => {
  before(ensureReady);
  const training = { training: true };

  it('does nothing but in training', () => {
    const x = tf.ones([4]);
    const layer = new Dropout({ rate: 0.5 });
    assert.equal(layer(x), x);
    assert.equal(layer(x, { training: false }), x);
    assert.equal(new Dropout({ rate: 0 })(x, training), x);
  });

  it('drops the share and scales the rest', () => {
    setRandomSeed(1);
    const y = new Dropout({ rate: 0.25 })(tf.ones([10_000]), training).dataSync();
    const dropped = y.filter((value) => value === 0).length;
    assert.ok(dropped > 2300 && dropped < 2700, `${dropped}`);
    assert.ok(y.every((value) => value === 0 || Math.abs(value - 4 / 3) < 1e-6));
    assert.ok(
      new Dropout({ rate: 1 })(tf.ones([9]), training)
        .dataSync()
        .every((value) => value === 0),
    );
  });

  it('draws the same with the same seed, and goes on from call to call', () => {
    const draw = (layer: Dropout) => [...layer(tf.ones([50]), training).dataSync()];
    const [a, b] = [new Dropout({ rate: 0.5, seed: 3 }), new Dropout({ rate: 0.5, seed: 3 })];
    const first = draw(a);
    assert.deepEqual(draw(b), first);
    assert.notDeepEqual(draw(a), first);
  });

  it('draws once for an axis of noiseShape with size 1', () => {
    const y = new Dropout({ rate: 0.5, noiseShape: [null, 1], seed: 2 })(
      tf.ones([20, 3]),
      training,
    ).arraySync();
    assert.ok((y as number[][]).every((row) => new Set(row).size === 1));
    assert.throws(
      () => new Dropout({ rate: 0.5, noiseShape: [1] })(tf.ones([2, 2]), training),
      /noiseShape with 2 axes/,
    );
  });

  it('refuses a rate out of range', () => {
    assert.throws(
      () => new Dropout({ rate: 1.5 }),
      /Dropout: rate must be a number in \[0, 1\]; received 1\.5/,
    );
  });
});
