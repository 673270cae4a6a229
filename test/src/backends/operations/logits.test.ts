import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { logitsOf, rememberLogits } from '../../../../src/backends/operations/logits.js';

before(ensureReady);

test('an output knows its logits as long as they live', () => {
  const logits = tf.tensor([1, 2]);
  const output = rememberLogits(tf.softmax(logits), logits);
  assert.equal(logitsOf(output), logits);
  assert.equal(logitsOf(logits), undefined);
  logits.dispose();
  assert.equal(logitsOf(output), undefined);
  output.dispose();
});
