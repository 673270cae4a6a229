import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { Embedding } from '../../../../src/layers/core/embedding.js';
import { getMask } from '../../../../src/layers/mask.js';

const table = [
  [1, 2],
  [3, 4],
  [5, 6],
];

describe('Embedding', () => {
  before(ensureReady);

  it('gives the vectors of indices, also of floats', () => {
    const layer = new Embedding({ inputDim: 3, outputDim: 2, weights: table });
    assert.deepEqual(layer(tf.tensor2d([[2, 0]], [1, 2], 'int32')).arraySync(), [
      [
        [5, 6],
        [1, 2],
      ],
    ]);
    assert.deepEqual(layer([[1]]).arraySync(), [[[3, 4]]]);
    assert.deepEqual(
      layer.weights.map(({ name, shape }) => [name, shape]),
      [['embeddings', [3, 2]]],
    );
  });

  it('adds up the gradients of an index that comes twice', () => {
    const layer = new Embedding({ inputDim: 3, outputDim: 2, weights: table });
    const tape = new GradientTape();
    const sum = tape.run(() => tf.sum(layer(tf.tensor2d([[2, 0, 2]], [1, 3], 'int32'))));
    assert.deepEqual(tape.gradient(sum, layer.weights[0]!).arraySync(), [
      [1, 1],
      [0, 0],
      [2, 2],
    ]);
  });

  it('masks zeros if it shall', () => {
    const indices = tf.tensor2d([[1, 0]], [1, 2], 'int32');
    assert.equal(getMask(new Embedding({ inputDim: 3, outputDim: 2 })(indices)), null);
    assert.deepEqual(
      getMask(new Embedding({ inputDim: 3, outputDim: 2, maskZero: true })(indices))?.arraySync(),
      [[1, 0]],
    );
  });

  it('says which indices are allowed', () => {
    const layer = new Embedding({ inputDim: 3, outputDim: 2, name: 'words' });
    assert.throws(
      () => layer(tf.tensor1d([3], 'int32')),
      /Embedding words: expected indices in \[0, 2\]; received others[\s\S]*Fix: make inputDim the largest index plus 1/,
    );
  });

  it('checks its options', () => {
    assert.throws(
      () => new Embedding({ inputDim: 0, outputDim: 2 }),
      /Embedding: inputDim must be a positive integer; received 0/,
    );
    assert.throws(
      () => new Embedding({ inputDim: 2, outputDim: 1.5 }),
      /Embedding: outputDim must be a positive integer/,
    );
    assert.throws(
      () => new Embedding({ inputDim: 2, outputDim: 1, maskzero: true } as never),
      /did you mean maskZero/,
    );
  });

  it('takes inputLength as the input shape, and inputDim as the vocabulary alone', () => {
    assert.deepEqual(new Embedding({ inputDim: 3, outputDim: 2, inputLength: 7 }).batchInputShape, [null, 7]);
    assert.equal(new Embedding({ inputDim: 3, outputDim: 2 }).batchInputShape, null);
    assert.deepEqual(new Embedding({ inputDim: 3, outputDim: 2 }).computeOutputShape([null, 7]), [
      null,
      7,
      2,
    ]);
  });

  it('goes round through its config', () => {
    const config = new Embedding({
      inputDim: 3,
      outputDim: 2,
      maskZero: true,
      embeddingsConstraint: 'unitNorm',
    }).getConfig();
    assert.deepEqual(Embedding.fromConfig(config).getConfig(), config);
  });
});
