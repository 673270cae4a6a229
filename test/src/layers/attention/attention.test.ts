import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Attention } from '../../../../src/layers/attention/attention.js';
import { Input } from '../../../../src/layers/core/input-layer.js';
import { getMask, setMask } from '../../../../src/layers/mask.js';

const query = () =>
  tf.tensor3d([
    [
      [1, 0],
      [0, 1],
    ],
  ]);
const value = () =>
  tf.tensor3d([
    [
      [10, 0],
      [0, 10],
      [5, 5],
    ],
  ]);

describe('Attention', () => {
  before(ensureReady);

  it('mixes the values by how well the keys fit', () => {
    const [output, scores] = new Attention()([query(), value()], { returnAttentionScores: true });
    assert.deepEqual(
      [output.shape, scores.shape],
      [
        [1, 2, 2],
        [1, 2, 3],
      ],
    );
    const first = [...scores.dataSync()].slice(0, 3);
    assert.ok(Math.abs(first.reduce((a, b) => a + b) - 1) < 1e-6);
    assert.ok(first[0]! > 0.99);
  });

  it('sees nothing of masked values, and gives zero for masked queries', () => {
    const [q, v] = [query(), value()];
    setMask(q, tf.tensor2d([[1, 0]], [1, 2], 'bool'));
    setMask(v, tf.tensor2d([[0, 0, 1]], [1, 3], 'bool'));
    const output = new Attention()([q, v]);
    assert.deepEqual(output.arraySync(), [
      [
        [5, 5],
        [0, 0],
      ],
    ]);
    assert.deepEqual(getMask(output)?.arraySync(), [[1, 0]]);
  });

  it('looks back only with a causal mask', () => {
    const output = new Attention()([query(), value()], { useCausalMask: true });
    assert.deepEqual((output.arraySync() as number[][][])[0]![0], [10, 0]);
  });

  it('drops scores in training, repeatably', () => {
    const run = () =>
      new Attention({ dropout: 0.5, seed: 1 })([tf.ones([4, 8, 2]), tf.ones([4, 8, 2])], { training: true });
    const [a, b] = [run(), run()];
    assert.deepEqual(a.dataSync(), b.dataSync());
    assert.ok(a.dataSync().some((n) => Math.abs(n - 1) > 0.1));
    assert.ok(
      new Attention({ dropout: 0.5 })([tf.ones([1, 2, 2]), tf.ones([1, 2, 2])])
        .dataSync()
        .every((n) => Math.abs(n - 1) < 1e-6),
    );
  });

  it('has a weight for the scale, and one for the sums', () => {
    const layer = new Attention({ useScale: true, scoreMode: 'concat' });
    layer.build([
      [null, 2, 2],
      [null, 3, 2],
    ]);
    assert.deepEqual(
      layer.weights.map(({ name, shape }) => [name, shape]),
      [
        ['scale', []],
        ['concat_score_weight', []],
      ],
    );
  });

  it('tells the shapes of output and scores', () => {
    const [q, v] = [Input({ shape: [4, 8] }), Input({ shape: [null, 8] })];
    assert.deepEqual(new Attention()([q, v]).shape, [null, 4, 8]);
    const [, scores] = new Attention()([q, v], { returnAttentionScores: true });
    assert.deepEqual(scores.shape, [null, 4, null]);
  });

  it('says what does not fit', () => {
    assert.throws(() => new Attention()(query() as never), /Attention .*: expected a list \[query, value\]/);
    assert.throws(
      () => new Attention()([query(), value()], { mask: tf.ones([1, 2]) }),
      /mask must be a list \[queryMask, valueMask\]/,
    );
    assert.throws(
      () => new Attention({ scoreMode: 'cosine' as never }),
      /Attention: scoreMode must be one of 'dot', 'concat'; received "cosine"/,
    );
  });

  it('goes round through its config', () => {
    const config = new Attention({ useScale: true, scoreMode: 'concat', dropout: 0.1, seed: 3 }).getConfig();
    assert.deepEqual(Attention.fromConfig(config).getConfig(), config);
  });
});
