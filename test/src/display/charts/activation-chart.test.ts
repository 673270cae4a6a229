import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activationChart } from '../../../../src/display/charts/activation-chart.js';
import { assertGolden } from '../golden.js';
import { bell } from '../sample-tensor.js';
import { compileStrictly } from './compile.js';

test('maps of the channels of a convolution', () => {
  const chart = activationChart('conv2d', { values: bell(4 * 5 * 3), shape: [4, 5, 3] }, 2);
  compileStrictly(chart.spec);
  assertGolden('activations.txt', chart.toString(80));
  assert.match(JSON.stringify(chart.spec), /3 channels of 4 × 5.*1 more not shown/);
});

test('a bar for each unit, of many the largest in their order', () => {
  const chart = activationChart('dense', { values: [0.1, -0.5, 0.2, 0], shape: [4] }, 3);
  compileStrictly(chart.spec);
  assert.match(
    chart.toString(80),
    /^dense: 4 units, the 3 largest\n\n.*\n─+\n +0 +0\.1000 .*\n +1 +−0\.5000 +█{24}\n +2 +0\.2000/,
  );
});

test('steps are rows of one map; anything else is an error', () => {
  const chart = activationChart('lstm', { values: bell(6), shape: [2, 3] }, 32);
  assert.match(JSON.stringify(chart.spec), /lstm: 2 steps of 3/);
  assert.throws(() => activationChart('x', { values: [1], shape: [] }, 1), {
    name: 'ShapeError',
    message: /x gives \[\]/,
  });
});
