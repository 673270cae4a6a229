import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { rocCurve } from '../../../../src/display/charts/roc-curve.js';
import { AUC } from '../../../../src/metrics/auc.js';
import { sampleScores } from './sample-scores.js';

await tf.setBackend('cpu');

test("the area of scikit-learn's example", () => {
  const chart = rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
  assert.equal(chart.auc, 0.75);
  assert.deepEqual(
    chart.curves[0]?.points.map(({ x, y }) => [x, y]),
    [
      [0, 0],
      [0, 0.5],
      [0.5, 0.5],
      [0.5, 1],
      [1, 1],
    ],
  );
});

test("the area is that of Keras's AUC at all thresholds that make a difference", () => {
  const { labels, scores } = sampleScores(2, 300);
  const single = scores.map((row) => row[1]!);
  const sorted = [...new Set(single)].sort((a, b) => a - b);
  const thresholds = sorted.slice(1).map((value, index) => (value + sorted[index]!) / 2);
  const metric = new AUC({ thresholds });
  metric.updateState(labels, single);
  const keras = (metric.result() as { dataSync(): ArrayLike<number> }).dataSync()[0]!;
  assert.ok(Math.abs(rocCurve(labels, single).auc - keras) < 1e-6);
});

test('with several classes the mean of their areas', () => {
  const { labels, scores } = sampleScores(3, 300);
  const chart = rocCurve(labels, scores);
  assert.equal(chart.curves.length, 3);
  const areas = chart.curves.map(({ auc }) => auc);
  assert.ok(Math.abs(chart.auc - areas.reduce((a, b) => a + b) / 3) < 1e-12);
  assert.ok(Number.isNaN(chart.averagePrecision));
});
