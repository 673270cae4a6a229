import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { LayerNormalization } from '../../../../src/layers/normalization/layer-normalization.js';
import { counting, layerFacts, rounded } from '../layer-facts.js';

describe('LayerNormalization', () => {
  before(ensureReady);

  it('normalizes each sample over its last axis', () => {
    const y = layerFacts(
      new LayerNormalization({ epsilon: 0 }),
      tf.tensor([
        [1, 3],
        [10, 30],
      ]),
    );
    assert.deepEqual(rounded(y), [-1, 1, -1, 1]);
  });

  it('has weights of the shape of its axes', () => {
    const layer = new LayerNormalization({ axis: [-1, -2] });
    layer.build([null, 5, 3, 4]);
    assert.deepEqual(layer.gamma?.shape, [3, 4]);
    layerFacts(new LayerNormalization({ axis: 1 }), counting([2, 3, 4]));
  });

  it('refuses what it cannot use', () => {
    assert.throws(() => new LayerNormalization({ axis: [1, 1] }), /one axis or several different ones/);
    assert.throws(() => new LayerNormalization().build([null, null]), /axis -1 of a known size/);
  });
});
