import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryText } from '../../../../src/display/summary/summary-text.js';
import { assertGolden, widest } from '../golden.js';
import { SUMMARY } from '../sample-summary.js';

test('80 columns: neither bars nor configuration', () => {
  const text = summaryText(SUMMARY, 80);
  assert.ok(widest(text) <= 80, `${widest(text)} columns`);
  assertGolden('model-summary.txt', text);
});

test('110 columns and more: both', () => {
  const text = summaryText(SUMMARY, 110);
  assert.ok(widest(text) <= 110, `${widest(text)} columns`);
  assertGolden('model-summary.wide.txt', text);
});

test('cuts long names instead of running over the edge', () => {
  const name = 'a_name_that_nobody_would_ever_give_to_a_layer_but_somebody_did';
  const [first] = SUMMARY.layers;
  const text = summaryText({ ...SUMMARY, layers: [{ ...first!, name, className: `${name}Layer` }] }, 80);
  assert.ok(widest(text) <= 80, `${widest(text)} columns`);
  assert.match(text, /a_name_[a-z_]+…/);
});

test('a model that is not built says so', () => {
  const [first] = SUMMARY.layers;
  const unbuilt = { ...first!, parameters: null, trainableParameters: null, outputShapes: [], layers: [] };
  const text = summaryText(
    {
      ...SUMMARY,
      inputShapes: [],
      layers: [unbuilt],
      total: null,
      trainable: null,
      notTrainable: null,
      memory: null,
    },
    80,
  );
  assert.match(text, /^letters: Sequential, not built yet\n/);
  assert.match(text, /Sequential {2}features {6}– {7}–$/m);
  assert.doesNotMatch(text, /Total/);
});
