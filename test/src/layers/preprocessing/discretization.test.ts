import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Discretization } from '../../../../src/layers/preprocessing/discretization.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('Discretization', () => {
  before(ensureReady);

  it('gives the numbers of bins', () => {
    const layer = new Discretization({ binBoundaries: [0, 1] });
    const y = layerFacts(layer, tf.tensor([[-1, 0, 0.5, 3]]));
    assert.deepEqual(rounded(y), [0, 1, 1, 2]);
    assert.equal(y.dtype, 'int32');
  });

  it('finds boundaries, and keeps them in its config', () => {
    const layer = new Discretization({ numBins: 4, outputMode: 'oneHot' });
    layer.adapt(tf.range(0, 100));
    assert.equal(layer.binBoundaries?.length, 3);
    assert.deepEqual(layerFacts(layer, tf.tensor([[10, 90]])).shape, [1, 2, 4]);
    assert.deepEqual(Discretization.fromConfig(layer.getConfig()).binBoundaries, layer.binBoundaries);
  });

  it('refuses what it cannot use', () => {
    assert.throws(() => new Discretization({}), /expected one of binBoundaries and numBins/);
    assert.throws(() => new Discretization({ numBins: 2 })([[1]]), /adapt has not been called/);
    assert.throws(() => new Discretization({ binBoundaries: [1] }).adapt([1]), /adapt has nothing to find/);
  });
});
