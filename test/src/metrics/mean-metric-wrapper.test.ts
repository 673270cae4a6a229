import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { setMask } from '../../../src/backends/operations/mask.js';
import { MeanMetricWrapper } from '../../../src/metrics/mean-metric-wrapper.js';
import { assertClose, withoutLeaks } from '../../oracle/oracle.js';

before(ensureReady);

test('a function becomes a metric under its name, with its options', () => {
  const distance = (yTrue: tf.Tensor, yPred: tf.Tensor, { by = 1 }: { by?: number } = {}) =>
    tf.mul(by, tf.abs(tf.sub(yTrue, yPred)));
  withoutLeaks(() => {
    const metric = new MeanMetricWrapper(distance, {}, { by: 2 });
    assert.equal(metric.name, 'distance');
    const fn = {
      module: 'builtins',
      class_name: 'function',
      config: 'distance',
      registered_name: 'function',
    };
    assert.deepEqual(metric.getConfig(), { name: 'distance', dtype: 'float32', fn, by: 2 });
    tf.tidy(() => {
      metric.updateState([1, 2], [1, 4]);
      metric.updateState([0], [5]);
      assertClose(metric.result(), (0 + 4 + 10) / 3);
    });
    metric.dispose();
  });
});

test('masked predictions do not count', () => {
  tf.tidy(() => {
    const metric = new MeanMetricWrapper((yTrue, yPred) => tf.abs(tf.sub(yTrue, yPred)));
    const yPred = tf.tensor([[1, 2, 30]]);
    setMask(yPred, tf.tensor([[1, 1, 0]], [1, 3], 'bool'));
    metric.updateState(tf.zeros([1, 3]), yPred);
    // Keras: the mean over the sample's weights, over the mean of the weights.
    assertClose(metric.result(), 1.5);
    metric.dispose();
  });
});
