import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonText } from '../../../../src/display/charts/comparison-text.js';
import { historyRuns } from '../../../../src/display/charts/history-data.js';
import { assertGolden, widest } from '../golden.js';
import { SAMPLE_RUNS } from './sample-runs.js';

test('a line a run for each value, and the best epochs', () => {
  const text = comparisonText(historyRuns(SAMPLE_RUNS), 80);
  assertGolden('comparison.txt', text);
  assert.ok(widest(text) <= 80);
});

test('a long name is cut', () => {
  const [run] = historyRuns(SAMPLE_RUNS);
  const text = comparisonText([{ ...run!, name: 'long '.repeat(30) }], 80);
  assert.ok(widest(text) <= 80, text);
});
