import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { encodeCategories, type OutputMode } from '../../../../src/layers/preprocessing/category-codes.js';
import { encodeIndices } from '../../../../src/layers/preprocessing/encode-indices.js';

before(ensureReady);

test('codes are those that tensors give', () => {
  const indices = [0, 2, 2, 1, -1, 5, 3, 0];
  for (const shape of [[8], [2, 4], [8, 1], [2, 2, 2]])
    for (const mode of ['int', 'oneHot', 'multiHot', 'count'] as OutputMode[]) {
      const found = encodeIndices(Int32Array.from(indices), shape, mode, 4);
      const expected = encodeCategories(tf.tensor(indices, shape, 'int32'), mode, 4);
      assert.deepEqual(found.arraySync(), expected.arraySync(), `${mode} ${shape}`);
    }
});

test('counts may weigh', () => {
  const found = encodeIndices(Int32Array.of(1, 1, 0), [1, 3], 'count', 2, [0.5, 2]);
  assert.deepEqual(found.arraySync(), [[0.5, 4]]);
});
