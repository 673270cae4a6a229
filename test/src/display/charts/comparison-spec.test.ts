import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonSpec } from '../../../../src/display/charts/comparison-spec.js';
import { historyRuns } from '../../../../src/display/charts/history-data.js';
import { assertGolden } from '../golden.js';
import { compileStrictly } from './compile.js';
import { SAMPLE_RUNS } from './sample-runs.js';

test('compiles without a warning and is as its golden file', () => {
  const spec = comparisonSpec(historyRuns(SAMPLE_RUNS), false);
  compileStrictly(spec);
  assertGolden('comparison.vl.json', JSON.stringify(spec, null, 1));
});

test('a value that only some runs have, other numbers of epochs, names of any kind', () => {
  const spec = comparisonSpec(
    historyRuns({ "it's": { loss: [3, 2], a: [1, 2] }, 'b,"c"': { loss: [3, 2, 1], val_loss: [3, 3, 3] } }),
    false,
  );
  compileStrictly(spec);
  assert.match(JSON.stringify(spec), /"domain":\["it's","b,\\"c\\""\]/);
  assert.equal((spec['hconcat'] as unknown[]).length, 2);
});

test('more runs than have room for their names have the legend alone', () => {
  const runs = Array.from({ length: 6 }, () => ({ loss: [3, 2, 1] }));
  const spec = comparisonSpec(historyRuns(runs), false);
  compileStrictly(spec);
  assert.doesNotMatch(JSON.stringify(spec), /"type":"text"/);
});

test('a log switch only where all losses are above 0', () => {
  const has = (loss: number[]) =>
    'params' in comparisonSpec(historyRuns([{ loss: [3, 2] }, { loss }]), false);
  assert.ok(has([2, 1]));
  assert.ok(!has([2, 0]));
});
