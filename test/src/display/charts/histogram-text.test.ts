import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogramPanels } from '../../../../src/display/charts/histogram-data.js';
import { histogramText } from '../../../../src/display/charts/histogram-text.js';
import { assertGolden, widest } from '../golden.js';
import { bell } from '../sample-tensor.js';

const WORDS = { title: 'Weights', before: 'at first', after: 'trained' };

test('as its golden file, at most 80 columns', () => {
  const panels = histogramPanels(
    { 'dense/kernel': bell(4_000), 'dense_1/kernel': bell(300, 0.5) },
    { 'dense/kernel': bell(4_000, 0.1), 'dense_1/kernel': bell(300, 0.2) },
    30,
  );
  const text = histogramText(panels, WORDS);
  assert.ok(widest(text) <= 80, `${widest(text)} columns`);
  assertGolden('weight-histograms.txt', text);
});

test('an even distribution is even, however many bins there are', () => {
  const values = Float32Array.from({ length: 2_900 }, (_, index) => index / 100);
  const text = histogramText(histogramPanels(values, undefined, 29), WORDS);
  assert.match(text, /█{12}$/);
});
