import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Normalization } from '../../../../src/layers/preprocessing/normalization.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('Normalization', () => {
  before(ensureReady);

  it('learns mean and variance', () => {
    const layer = new Normalization();
    layer.adapt(
      tf.tensor([
        [1, 10],
        [3, 30],
      ]),
    );
    assert.deepEqual(rounded(layerFacts(layer, tf.tensor([[1, 30]]))), [-1, 1]);
    assert.equal(layer.trainableWeights.length, 0);
  });

  it('learns from batches, tuples, arrays, generators and what comes later', async () => {
    const batches = [tf.tensor([[1], [2]]), tf.tensor([[6]])];
    const learnt = (layer: Normalization) => rounded(tf.concat([layer.mean!, layer.variance!]));
    const adapted = async (data: unknown) => {
      const layer = new Normalization();
      await layer.adapt(data as AsyncIterable<tf.Tensor>);
      return learnt(layer);
    };
    const expected = [3, 4.666667];
    assert.deepEqual(await adapted(batches), expected);
    assert.deepEqual(await adapted(batches.map((x) => [x, tf.zeros([1])])), expected);
    assert.deepEqual(await adapted([[1], [2], [6]]), expected);
    assert.deepEqual(await adapted(batches.values()), expected);
    assert.deepEqual(
      await adapted(
        (async function* () {
          yield* batches;
        })(),
      ),
      expected,
    );
  });

  it('keeps no tensors of what it learns from', () => {
    const layer = new Normalization();
    const x = tf.ones([4, 3]);
    layer.adapt(x);
    const before = tf.memory().numTensors;
    layer.adapt([x, x]);
    assert.equal(tf.memory().numTensors, before);
  });

  it('goes the other way round if asked', () => {
    const given = { mean: [1, 2], variance: [4, 9] };
    const x = tf.tensor([[3, 5]]);
    const y = new Normalization(given)(x);
    assert.deepEqual(rounded(y), [1, 1]);
    assert.deepEqual(rounded(layerFacts(new Normalization({ ...given, invert: true }), y)), [3, 5]);
  });

  it('refuses what it cannot use', () => {
    assert.throws(
      () => new Normalization({ mean: 1 }),
      /mean and variance belong together; received 1 and null/,
    );
    assert.throws(
      () => new Normalization({ mean: 1, variance: 1 }).adapt(tf.ones([2, 2])),
      /adapt has nothing to learn/,
    );
    assert.throws(
      () => new Normalization().adapt([].values()),
      /adapt expected at least one batch; received none/,
    );
    const layer = new Normalization();
    layer.build([null, 3]);
    assert.throws(
      () => layer.adapt(tf.ones([2, 2])),
      /expected data of size \(3,\) in the axes \[1\]; received shape \(2, 2\)/,
    );
    assert.throws(
      () => new Normalization({ mean: [[1]], variance: [[1]] })(tf.ones([2, 1])),
      /with at most 1 axes/,
    );
  });
});
