import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GroupQueryAttention } from '../../../../src/layers/attention/group-query-attention.js';
import { MultiHeadAttention } from '../../../../src/layers/attention/multi-head-attention.js';
import { Input } from '../../../../src/layers/core/input-layer.js';

const make = (options = {}) => new MultiHeadAttention({ numHeads: 2, keyDim: 3, ...options });

describe('HeadAttention', () => {
  before(ensureReady);

  it('takes the value second, as an option, or in a list', () => {
    const [q, v, k] = [tf.randomNormal([2, 4, 6]), tf.randomNormal([2, 5, 6]), tf.randomNormal([2, 5, 6])];
    const layer = make();
    const expected = layer(q, v, { key: k }).dataSync();
    assert.deepEqual(layer(q, v, k).dataSync(), expected);
    assert.equal(layer(q, v, k, { returnAttentionScores: true }).length, 2);
    assert.deepEqual(layer(q, { value: v, key: k }).dataSync(), expected);
    assert.deepEqual(layer([q, v, k], {}).dataSync(), expected);
    assert.notDeepEqual(layer(q, v).dataSync(), expected);
    assert.throws(
      () => layer(q, {}),
      /MultiHeadAttention .*: expected a query and a value; received a query alone[\s\S]*Fix: attention\(query, value\)/,
    );
  });

  it('is named as in Keras, whose class GroupQueryAttention is called otherwise', () => {
    const layer = new GroupQueryAttention({ headDim: 2, numQueryHeads: 2, numKeyValueHeads: 1 });
    assert.match(layer.name, /^grouped_query_attention/);
    assert.equal(layer.className, 'GroupQueryAttention');
  });

  it('draws each projection anew', () => {
    const layer = make({ numHeads: 1, keyDim: 6 });
    layer.build([
      [null, 4, 6],
      [null, 4, 6],
    ]);
    const [query, , key] = layer.getWeights();
    assert.notDeepEqual(query!.dataSync(), key!.dataSync());
  });

  it('works on symbolic tensors', () => {
    const [q, v] = [Input({ shape: [4, 6] }), Input({ shape: [null, 6] })];
    assert.deepEqual(make()(q, v).shape, [null, 4, 6]);
    const [output, scores] = make()(q, v, { returnAttentionScores: true });
    assert.deepEqual(
      [output.shape, scores.shape],
      [
        [null, 4, 6],
        [null, 2, 4, null],
      ],
    );
  });

  it('drops scores in training only', () => {
    const x = tf.randomNormal([2, 8, 6]);
    const layer = make({ dropout: 0.5, seed: 1 });
    assert.deepEqual(layer(x, x).dataSync(), layer(x, x).dataSync());
    assert.notDeepEqual(layer(x, x, { training: true }).dataSync(), layer(x, x).dataSync());
  });

  it('penalizes the outputs of the projections; with grouped queries its own too', () => {
    const x = tf.randomNormal([2, 4, 6]);
    const multi = make({ activityRegularizer: 'l2' });
    multi(x, x);
    assert.equal(multi.losses.length, 4);
    const grouped = new GroupQueryAttention({
      headDim: 3,
      numQueryHeads: 2,
      numKeyValueHeads: 1,
      activityRegularizer: 'l2',
    });
    grouped(x, x);
    assert.equal(grouped.losses.length, 5);
  });

  it('says what does not fit', () => {
    const [q, v, k] = [tf.ones([2, 4, 6]), tf.ones([2, 5, 6]), tf.ones([2, 3, 6])];
    assert.throws(() => make()(q, v, { key: k }), /expected the same sizes of value and key except the last/);
    assert.throws(
      () => make({ slidingWindow: 0 }),
      /MultiHeadAttention: slidingWindow must be a positive integer; received 0/,
    );
    assert.throws(() => make({ dropout: 2 }), /MultiHeadAttention: dropout must be a number in \[0, 1\]/);
    assert.throws(() => make({ heads: 2 }), /MultiHeadAttention: unknown option heads/);
  });
});
