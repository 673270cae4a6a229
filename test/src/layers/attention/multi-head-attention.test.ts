import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { MultiHeadAttention } from '../../../../src/layers/attention/multi-head-attention.js';
import { getMask, setMask } from '../../../../src/layers/mask.js';

describe('MultiHeadAttention', () => {
  before(ensureReady);

  it('has a projection for query, key, value and output', () => {
    const layer = new MultiHeadAttention({ numHeads: 2, keyDim: 3, valueDim: 4, name: 'mha' });
    layer.build([
      [null, 5, 6],
      [null, 7, 8],
    ]);
    assert.deepEqual(
      layer.weights.map(({ path, shape }) => [path, shape]),
      [
        ['mha/query/kernel', [6, 2, 3]],
        ['mha/query/bias', [2, 3]],
        ['mha/key/kernel', [8, 2, 3]],
        ['mha/key/bias', [2, 3]],
        ['mha/value/kernel', [8, 2, 4]],
        ['mha/value/bias', [2, 4]],
        ['mha/attention_output/kernel', [2, 4, 6]],
        ['mha/attention_output/bias', [6]],
      ],
    );
  });

  it('says which mask it expects', () => {
    const layer = new MultiHeadAttention({ numHeads: 2, keyDim: 2 });
    const attend = (...shape: number[]) =>
      layer(tf.ones([2, 3, 4]), tf.ones([2, 5, 4]), { attentionMask: tf.ones(shape, 'bool') });
    for (const shape of [
      [2, 3, 5],
      [1, 3, 5],
      [3, 5],
      [2, 1, 5],
    ])
      attend(...shape);
    assert.throws(() => attend(2, 3, 4), /attentionMask of shape .*\(\.\.\., 3, 5\); received \(2, 3, 4\)/);
  });

  it('a causal mask hides what comes later', () => {
    const layer = new MultiHeadAttention({ numHeads: 2, keyDim: 3 });
    const x = tf.randomNormal([1, 4, 6]);
    const changed = tf.concat([x.slice([0, 0, 0], [1, 3, 6]), tf.ones([1, 1, 6])], 1);
    const [a, b] = [x, changed].map((input) => layer(input, input, { useCausalMask: true }).dataSync());
    assert.deepEqual(a!.slice(0, 18), b!.slice(0, 18));
    assert.notDeepEqual(a!.slice(18), b!.slice(18));
  });

  it("takes the masks of its inputs, as Keras does, and gives the query's to the output", () => {
    const [q, v] = [tf.randomNormal([1, 2, 6]), tf.randomNormal([1, 3, 6])];
    const mask = tf.tensor2d([[1, 0]], [1, 2], 'bool');
    setMask(q, mask);
    setMask(v, tf.tensor2d([[1, 0, 1]], [1, 3], 'bool'));
    const [output, scores] = new MultiHeadAttention({ numHeads: 1, keyDim: 3 })(q, v, {
      returnAttentionScores: true,
    });
    assert.equal(getMask(output), mask);
    assert.deepEqual([getMask(q), getMask(v)], [null, null]);
    assert.deepEqual((scores.arraySync() as number[][][][])[0]![0]![0]![1], 0);
  });

  it('gives other output shapes, and goes over chosen axes', () => {
    const image = tf.ones([2, 3, 4, 5]);
    const layer = new MultiHeadAttention({ numHeads: 2, keyDim: 3, outputShape: [7, 2], attentionAxes: 2 });
    assert.deepEqual(layer(image, image).shape, [2, 3, 4, 7, 2]);
    const [, scores] = layer(image, image, { returnAttentionScores: true });
    assert.deepEqual(scores.shape, [2, 3, 2, 4, 4]);
    assert.deepEqual(layer.attentionAxes, [2]);
  });

  it('goes round through its config', () => {
    const config = new MultiHeadAttention({
      numHeads: 2,
      keyDim: 3,
      outputShape: 4,
      attentionAxes: [1],
      useGate: true,
    }).getConfig();
    assert.deepEqual([config['output_shape'], config['attention_axes'], config['value_dim']], [[4], [1], 3]);
    assert.deepEqual(MultiHeadAttention.fromConfig(config).getConfig(), config);
  });

  it('checks its options', () => {
    assert.throws(
      () => new MultiHeadAttention({ numHeads: 0, keyDim: 3 }),
      /MultiHeadAttention: numHeads must be a positive integer; received 0/,
    );
    assert.throws(
      () => new MultiHeadAttention({ numHeads: 1, keyDim: 3, attentionAxes: 'x' as never }),
      /attentionAxes must be an integer or a list of integers; received "x"/,
    );
  });
});
