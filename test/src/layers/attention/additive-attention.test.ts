import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { AdditiveAttention } from '../../../../src/layers/attention/additive-attention.js';

describe('AdditiveAttention', () => {
  before(ensureReady);

  it('scores by the sum of tanh(query + key), scaled for each feature', () => {
    const layer = new AdditiveAttention();
    const inputs = [
      tf.tensor3d([[[1, 2]]]),
      tf.tensor3d([
        [
          [0, 0],
          [1, -1],
        ],
      ]),
    ];
    layer.build([
      [1, 1, 2],
      [1, 2, 2],
    ]);
    layer.setWeights([[2, 3]]);
    const [, scores] = layer(inputs, { returnAttentionScores: true });
    const logits = [2 * Math.tanh(1) + 3 * Math.tanh(2), 2 * Math.tanh(2) + 3 * Math.tanh(1)];
    const expected = Math.exp(logits[0]!) / (Math.exp(logits[0]!) + Math.exp(logits[1]!));
    assert.ok(Math.abs(scores.dataSync()[0]! - expected) < 1e-6);
  });

  it('has a scale by default', () => {
    const weights = (useScale: boolean) => {
      const layer = new AdditiveAttention({ useScale });
      layer.build([
        [null, 4, 3],
        [null, 5, 3],
      ]);
      return layer.weights.map(({ shape }) => shape);
    };
    assert.deepEqual([weights(true), weights(false), new AdditiveAttention().useScale], [[[3]], [], true]);
  });

  it('keeps no score mode in its config', () => {
    const config = new AdditiveAttention({ dropout: 0.1 }).getConfig();
    assert.ok(!('score_mode' in config));
    assert.deepEqual(AdditiveAttention.fromConfig(config).getConfig(), config);
  });
});
