import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Input, ReversibleEmbedding } from '../../../../src/layers/index.js';
import { getMask } from '../../../../src/layers/mask.js';
import type { SymbolicTensor } from '../../../../src/layers/symbolic-tensor.js';
import { layerFacts } from '../layer-facts.js';

before(ensureReady);

const INDICES = () => tf.tensor([[1, 2, 0]], [1, 3], 'int32');

test('vectors lead back to logits, by the same weights or by others', () => {
  const tied = new ReversibleEmbedding({ inputDim: 3, outputDim: 2 });
  layerFacts(tied, INDICES());
  tied.setWeights([
    tf.tensor([
      [1, 0],
      [0, 1],
      [2, 2],
    ]),
  ]);
  const vectors = tied(INDICES());
  assert.deepEqual(tied(vectors, { reverse: true }).arraySync(), [
    [
      [0, 1, 2],
      [2, 2, 8],
      [1, 0, 2],
    ],
  ]);
  const other = new ReversibleEmbedding({ inputDim: 3, outputDim: 2, tieWeights: false, logitSoftCap: 1 });
  assert.ok((other(other(INDICES()), { reverse: true }).abs().max().arraySync() as number) <= 1);
  assert.deepEqual(
    other.weights.map(({ shape }) => shape),
    [
      [3, 2],
      [2, 3],
    ],
  );
});

test('logits have no mask, and a shape in functional models', () => {
  const layer = new ReversibleEmbedding({ inputDim: 3, outputDim: 2, maskZero: true });
  const vectors = layer(INDICES());
  assert.deepEqual(getMask(vectors)?.arraySync(), [[1, 1, 0]]);
  assert.equal(getMask(layer(vectors, { reverse: true })), null);
  const input = Input({ shape: [3], dtype: 'int32' });
  const logits = layer(layer(input), { reverse: true }) as SymbolicTensor;
  assert.deepEqual(logits.shape, [null, 3, 3]);
});

test('what cannot be is refused', () => {
  const size = { inputDim: 3, outputDim: 2 };
  assert.throws(
    () => new ReversibleEmbedding({ ...size, logitSoftCap: 0 }),
    /logitSoftCap must be a number above 0/,
  );
  assert.throws(
    () => new ReversibleEmbedding({ ...size, reverseDtype: 'float16' as 'float32' }),
    /only float32 can/,
  );
});
