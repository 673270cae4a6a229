import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogramPanels } from '../../../../src/display/charts/histogram-data.js';
import { histogramSpec } from '../../../../src/display/charts/histogram-spec.js';
import { assertGolden } from '../golden.js';
import { bell } from '../sample-tensor.js';
import { compileStrictly } from './compile.js';

const WORDS = { title: 'Weights', before: 'at first', after: 'trained' };

test('before and after: compiles without a warning and is as its golden file', () => {
  const panels = histogramPanels(
    { 'dense/kernel': bell(4_000), 'dense_1/kernel': bell(300, 0.5) },
    { 'dense/kernel': bell(4_000, 0.1), 'dense_1/kernel': bell(300, 0.2) },
    30,
  );
  const spec = histogramSpec(panels, WORDS);
  compileStrictly(spec);
  assertGolden('weight-histograms.vl.json', JSON.stringify(spec, null, 1));
});

test('one state, many panels, a name with a quote', () => {
  const one = histogramSpec(histogramPanels(bell(100), undefined, 20), WORDS);
  compileStrictly(one);
  assert.doesNotMatch(JSON.stringify(one), /at first/);
  const many = histogramSpec(histogramPanels({ a: [1], "b'c": [2], d: [3] }, undefined, 20), WORDS);
  compileStrictly(many);
  assert.equal(many['columns'], 2);
  assert.equal((many['concat'] as unknown[]).length, 3);
});
