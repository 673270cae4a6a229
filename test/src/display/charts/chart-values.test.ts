import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartClasses, chartValues } from '../../../../src/display/charts/chart-values.js';
import { fakeTensor } from '../sample-tensor.js';

test('tensors, typed arrays, nested arrays', () => {
  assert.deepEqual(chartValues(fakeTensor([1, 2], [2, 1]) as never, 'x').shape, [2, 1]);
  assert.deepEqual(chartValues(new Float32Array(3), 'x').shape, [3]);
  const rows = chartValues([[1, 2], new Float32Array([3, 4])], 'x');
  assert.deepEqual(
    [rows.values, rows.shape],
    [
      [1, 2, 3, 4],
      [2, 2],
    ],
  );
});

test('says what is wrong with other input', () => {
  assert.throws(() => chartValues([[1, 2], [3]], 'x'), {
    name: 'ShapeError',
    message: /expected 2 elements; received one of length 1/,
  });
  assert.throws(() => chartValues([1, 'a'] as never, 'f: x'), {
    name: 'ValueError',
    message: "f: x must be numbers; received 'a' among them.",
  });
  assert.throws(() => chartValues(3 as never, 'x'), { name: 'ValueError', message: /received 3/ });
  assert.throws(() => chartValues(fakeTensor(['a'], [1], 'string') as never, 'x'), /strings/);
});

test('classes of rows, of single probabilities, of numbers', () => {
  assert.deepEqual(chartClasses([[0.1, 0.9]], 'x'), { classes: [1], probabilities: [0.9], count: 2 });
  assert.deepEqual(chartClasses([0.25, 0.75], 'x'), {
    classes: [0, 1],
    probabilities: [0.75, 0.75],
    count: 2,
  });
  assert.deepEqual(chartClasses([[3], [0]], 'x'), { classes: [3, 0] });
});
