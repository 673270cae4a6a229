import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GroupQueryAttention } from '../../../../src/layers/attention/group-query-attention.js';
import { MultiHeadAttention } from '../../../../src/layers/attention/multi-head-attention.js';

const make = (numKeyValueHeads: number) =>
  new GroupQueryAttention({ headDim: 3, numQueryHeads: 4, numKeyValueHeads });

describe('GroupQueryAttention', () => {
  before(ensureReady);

  it('is multi-head attention where every head has its own key and value', () => {
    const [q, v] = [tf.randomNormal([2, 4, 6]), tf.randomNormal([2, 5, 6])];
    const grouped = make(4);
    const multi = new MultiHeadAttention({ numHeads: 4, keyDim: 3 });
    grouped(q, v);
    multi(q, v);
    multi.setWeights(grouped.getWeights());
    const difference = tf.max(tf.abs(tf.sub(grouped(q, v), multi(q, v)))).arraySync() as number;
    assert.ok(difference < 1e-5);
  });

  it('shares keys and values in groups', () => {
    const layer = make(2);
    layer.build([
      [null, 4, 6],
      [null, 5, 6],
    ]);
    assert.deepEqual(
      layer.weights.slice(0, 4).map(({ shape }) => shape),
      [
        [6, 4, 3],
        [4, 3],
        [6, 2, 3],
        [2, 3],
      ],
    );
    const x = tf.ones([2, 4, 6]);
    const [output, scores] = layer(x, x, { returnAttentionScores: true });
    assert.deepEqual(
      [output.shape, scores.shape],
      [
        [2, 4, 6],
        [2, 4, 4, 4],
      ],
    );
  });

  it('says what does not fit', () => {
    assert.throws(
      () => make(3),
      /GroupQueryAttention: numQueryHeads must be a multiple of numKeyValueHeads; received 4 and 3/,
    );
    const layer = make(2);
    assert.throws(
      () =>
        layer.computeOutputShape([
          [null, 4, 6],
          [null, 5, 7],
        ]),
      /expected the same last size of query and value/,
    );
  });

  it('goes round through its config', () => {
    const config = make(2).getConfig();
    assert.deepEqual(GroupQueryAttention.fromConfig(config).getConfig(), config);
  });
});
