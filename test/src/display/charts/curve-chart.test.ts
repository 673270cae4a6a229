import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CurveChart } from '../../../../src/display/charts/curve-chart.js';
import { DISPLAY } from '../../../../src/display/displayable.js';

test('a chart with its curves and the means of their areas', () => {
  const points = [
    { x: 0, y: 0, threshold: Infinity },
    { x: 1, y: 1, threshold: 0 },
  ];
  const kind = { title: 'K', x: 'a', y: 'b', steps: false, chance: [] };
  const chart = new CurveChart(kind, [
    { name: 'one', auc: 0.5, points },
    { name: 'two', auc: 1, averagePrecision: 0.25, points },
  ]);
  assert.equal(chart.auc, 0.75);
  assert.ok(Number.isNaN(chart.averagePrecision));
  assert.ok('application/vnd.vegalite.v5+json' in (chart[DISPLAY]() as { data: object }).data);
});
