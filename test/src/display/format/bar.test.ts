import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  histogramLine,
  progressBar,
  resample,
  sparkline,
  textBar,
} from '../../../../src/display/format/bar.js';

test('bars are exact to an eighth; something is never nothing', () => {
  assert.equal(textBar(0.5, 4), '██');
  assert.equal(textBar(0.91, 10), '█████████▏');
  assert.equal(textBar(0.0001, 10), '▏');
  assert.equal(textBar(0, 10), '');
  assert.equal(textBar(2, 3), '███');
});

test('a progress shows its whole length', () => {
  assert.equal(progressBar(0.385, 20), '███████▊░░░░░░░░░░░░');
  assert.equal(progressBar(0, 3), '░░░');
  assert.equal(progressBar(1.5, 3), '███');
});

test('sparklines run from the smallest to the largest value', () => {
  assert.equal(sparkline([0, 1, 2, 3, 4, 5, 6, 7]), '▁▂▃▄▅▆▇█');
  assert.equal(sparkline([5, 5]), '▁▁');
  assert.equal(sparkline([0, Number.NaN, 7]), '▁ █');
  assert.equal(sparkline([]), '');
});

test('histograms start at zero and keep empty bins empty', () => {
  assert.equal(histogramLine([0, 1, 8]), ' ▁█');
  assert.equal(histogramLine([0, 0]), '  ');
});

test('long series are thinned out by means', () => {
  assert.deepEqual(resample([1, 2, 3, 4], 2), [1.5, 3.5]);
  assert.deepEqual(resample([1, 2], 4), [1, 2]);
});
