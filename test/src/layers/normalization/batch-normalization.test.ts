import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { asReplica, type Replica } from '../../../../src/backends/replica.js';
import { BatchNormalization } from '../../../../src/layers/normalization/batch-normalization.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('BatchNormalization', () => {
  before(ensureReady);

  it('normalizes by the batch while training, and moves its averages', () => {
    const layer = new BatchNormalization({ momentum: 0.5, epsilon: 0 });
    assert.deepEqual(rounded(layer(tf.tensor([[1], [3]]), { training: true })), [-1, 1]);
    assert.deepEqual(rounded(layer.movingMean as tf.Tensor), [1]);
    assert.deepEqual(rounded(layer.movingVariance as tf.Tensor), [1]);
    assert.deepEqual(rounded(layer(tf.tensor([[1], [3]]))), [0, 2]);
  });

  it('leaves its averages alone and takes them when it is frozen', () => {
    const layer = new BatchNormalization({ epsilon: 0 });
    layer.trainable = false;
    const x = tf.tensor([[1], [3]]);
    assert.deepEqual(rounded(layer(x, { training: true })), [1, 3]);
    assert.deepEqual(rounded(layer.movingMean as tf.Tensor), [0]);
    assert.equal(layer.trainableWeights.length, 0);
    layer.trainable = true;
    assert.deepEqual(rounded(layer(x, { training: true })), [-1, 1]);
  });

  it('has gamma, beta, moving mean and variance, of which two train', () => {
    const layer = new BatchNormalization({ axis: 1 });
    layer.build([null, 3, 5]);
    assert.deepEqual(
      layer.weights.map(({ name, shape }) => [name, shape]),
      [
        ['gamma', [3]],
        ['beta', [3]],
        ['moving_mean', [3]],
        ['moving_variance', [3]],
      ],
    );
    assert.equal(layer.trainableWeights.length, 2);
  });

  it('counts only what the mask keeps', () => {
    const layer = new BatchNormalization({ momentum: 0 });
    const mask = tf.tensor([[1, 1, 0]], [1, 3], 'bool');
    layer(tf.tensor([1, 3, 99], [1, 3, 1]), { training: true, mask });
    assert.ok(Math.abs(layer.movingMean!.dataSync()[0]! - 2) < 1e-5);
    assert.throws(
      () => layer(tf.ones([1, 3, 1]), { training: true, mask: tf.ones([1]) }),
      /a mask with one axis less/,
    );
  });

  it('keeps its config, its shapes and no tensors', () => {
    layerFacts(new BatchNormalization({ gammaConstraint: 'nonNeg' }), counting([2, 3, 4]), {
      training: true,
    });
    layerFacts(new BatchNormalization({ renorm: true, scale: false }), counting([2, 3, 4]), {
      training: true,
    });
  });

  it('takes the statistics of all replicas where it is synchronized, and there are several', () => {
    const x = counting([4, 3]);
    const [first, second] = tf.split(x, 2) as [tf.Tensor, tf.Tensor];
    const whole = new BatchNormalization({ synchronized: true });
    const expected = whole.apply(x, { training: true }) as tf.Tensor;
    // The other replica's sums are what is missing in these.
    const replica: Replica = {
      id: 0,
      count: 2,
      share: 0.5,
      first: (initial) => initial,
      sum: ([own]) => [tf.add(own!, others.shift()!(own!))],
    };
    const mean = tf.mean(x, 0, true);
    const others = [
      (own: tf.Tensor) => own,
      () => tf.sum(second, 0, true),
      () => tf.sum(tf.square(tf.sub(second, mean)), 0),
    ];
    const layer = new BatchNormalization({ synchronized: true });
    layer.build([null, 3]);
    const part = asReplica(replica, () => layer.apply(first, { training: true })) as tf.Tensor;
    assert.deepEqual(rounded(part), rounded(tf.slice(expected, 0, 2)));
    assert.deepEqual(rounded(layer.movingVariance!), rounded(whole.movingVariance!));
  });

  it('refuses what it cannot use', () => {
    assert.throws(
      () => new BatchNormalization({ momentum: 2 }),
      /momentum must be a number in \[0, 1\]; received 2/,
    );
    assert.throws(() => new BatchNormalization().build([null, null]), /axis -1 of a known size/);
    assert.throws(() => new BatchNormalization({ axis: 3 }).build([null, 2]), /axis must be in/);
  });
});
