import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { LossFunctionWrapper } from '../../../src/losses/loss-function-wrapper.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('a function becomes a loss with its name, its options and a reduction', () => {
  const scaled = (yTrue: tf.Tensor, yPred: tf.Tensor, { by = 1 }: { by?: number } = {}) =>
    tf.mul(by, tf.mean(tf.abs(tf.sub(yTrue, yPred)), -1));
  const loss = new LossFunctionWrapper(scaled, { reduction: 'sum' }, { by: 3 });
  assert.equal(loss.name, 'scaled');
  assert.deepEqual(loss.getConfig(), { name: 'scaled', reduction: 'sum', by: 3 });
  tf.tidy(() => assertClose(loss([[0], [0]], [[1], [2]]), 9));
  tf.tidy(() => assertClose(loss([0, 0], [[1], [2]]), 9));
});
