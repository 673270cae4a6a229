import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  checkDense,
  encodeCategories,
  encodedShape,
  getOutputMode,
  outputModeConfig,
} from '../../../../src/layers/preprocessing/category-codes.js';

before(ensureReady);

test("Keras's names and ours are one", () => {
  assert.equal(getOutputMode('L', 'one_hot', ['oneHot']), 'oneHot');
  assert.equal(outputModeConfig('multiHot'), 'multi_hot');
  assert.throws(() => getOutputMode('L', 'int', ['oneHot']), /L: outputMode must be one of 'oneHot'/);
  assert.throws(() => checkDense('L', true), /L: sparse: true asks for sparse tensors/);
});

test('the shapes are those that come out', () => {
  for (const shape of [[], [3], [2, 3], [2, 1], [2, 3, 2]]) {
    for (const mode of ['int', 'oneHot', 'multiHot', 'count'] as const) {
      if (mode === 'int' && shape.length === 0) continue;
      const indices = tf.zeros(shape, 'int32');
      assert.deepEqual(
        encodedShape(shape, mode, 4),
        encodeCategories(indices, mode, 4).shape,
        `${mode} ${shape}`,
      );
    }
  }
});

test('what lies outside counts nowhere', () => {
  const indices = tf.tensor1d([-1, 1, 4], 'int32');
  assert.deepEqual([...encodeCategories(indices, 'count', 3).dataSync()], [0, 1, 0]);
});
