import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { hostIntegers, hostTexts } from '../../../../src/layers/preprocessing/host-values.js';

before(ensureReady);

test('tensors and arrays are read with their shape', () => {
  assert.deepEqual(hostTexts('A', [['a', 'é']]), { shape: [1, 2], values: ['a', 'é'] });
  assert.deepEqual(hostIntegers('A', tf.tensor([2.7, -1])), { shape: [2], values: [2, -1] });
});

test('numbers in place of texts, and texts in place of numbers, are refused', () => {
  assert.throws(() => hostTexts('A', [1]), /A: expected text; received float32, \[1\]/);
  assert.throws(() => hostIntegers('A', ['a']), /A: expected integers; received text/);
});
