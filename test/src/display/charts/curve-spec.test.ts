import assert from 'node:assert/strict';
import { test } from 'node:test';
import { precisionRecallCurve } from '../../../../src/display/charts/precision-recall-curve.js';
import { rocCurve } from '../../../../src/display/charts/roc-curve.js';
import { assertGolden, assertGoldenSvg } from '../golden.js';
import { compileStrictly } from './compile.js';
import { sampleScores } from './sample-scores.js';

const { labels, scores } = sampleScores(3, 60);

test('compiles without a warning and is as its golden file', async () => {
  const chart = rocCurve(labels, scores, { classNames: ['cat', 'dog', 'bird'] });
  compileStrictly(chart.spec);
  assertGolden('roc-curve.vl.json', JSON.stringify(chart.spec, null, 1));
  assertGoldenSvg('roc-curve.svg', await chart.toSvg());
  const precision = precisionRecallCurve(labels, scores, { positive: 0 });
  compileStrictly(precision.spec);
  assertGolden('precision-recall-curve.vl.json', JSON.stringify(precision.spec, null, 1));
});

test('many samples make no more points than are seen, and keep both ends', () => {
  const many = sampleScores(2, 5_000);
  const { spec } = rocCurve(
    many.labels,
    many.scores.map((row) => row[1]!),
  );
  const rows = JSON.stringify(spec)
    .match(/curve,order,x,y,threshold\\n.*?"/)![0]
    .split('\\n');
  assert.ok(rows.length > 50 && rows.length < 450, `${rows.length} rows`);
  assert.match(rows[1]!, /,0,0,0,$/);
  assert.match(rows.at(-1)!, /,1,1,/);
});
