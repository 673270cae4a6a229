import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import * as metrics from '../../../src/metrics/index.js';

before(ensureReady);

test('a name in any case, an alias, a configuration, a class, a function, an instance', () => {
  const ids: [metrics.MetricId, string][] = [
    ['mse', 'mean_squared_error'],
    ['mean_squared_error', 'mean_squared_error'],
    ['AUC', 'auc'],
    ['f1Score', 'f1_score'],
    ['top_k_categorical_accuracy', 'top_k_categorical_accuracy'],
    [{ class_name: 'MeanIoU', config: { num_classes: 3, name: 'iou' } }, 'iou'],
    [(a: tf.Tensor, b: tf.Tensor) => tf.abs(tf.sub(a, b)), ''],
  ];
  for (const [id, name] of ids) {
    const metric = metrics.get(id);
    assert.ok(metric instanceof metrics.Metric);
    if (name !== '') assert.equal(metric.name.replace(/_\d+$/, ''), name);
    metric.dispose();
  }
  const own = new metrics.Mean();
  assert.equal(metrics.get(own), own);
});

test('an unknown name names the nearest; what has no default says which option is missing', () => {
  assert.throws(() => metrics.get('binaryAcuracy'), /Did you mean BinaryAccuracy/);
  assert.throws(() => metrics.get('meanIoU'), /MeanIoU/);
});
