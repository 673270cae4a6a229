import assert from 'node:assert/strict';
import { test } from 'node:test';
import { precisionRecallCurve } from '../../../../src/display/charts/precision-recall-curve.js';
import { sampleScores } from './sample-scores.js';

test("precision, recall, area and average precision of scikit-learn's example", () => {
  const chart = precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
  assert.deepEqual(
    chart.curves[0]?.points.map(({ x, y }) => [x, y]),
    [
      [0, 1],
      [0.5, 1],
      [0.5, 0.5],
      [1, 2 / 3],
    ],
  );
  assert.ok(Math.abs(chart.averagePrecision - 5 / 6) < 1e-12);
  assert.ok(Math.abs(chart.auc - 19 / 24) < 1e-12);
});

test('guessing finds as many as there are; classes of different size have no common line', () => {
  const dotted = (chart: { readonly spec: object }) => JSON.stringify(chart.spec).includes('guessing');
  assert.ok(dotted(precisionRecallCurve([0, 1, 1], [0.1, 0.2, 0.3])));
  const { labels, scores } = sampleScores(3, 50);
  assert.ok(!dotted(precisionRecallCurve(labels, scores)));
});
