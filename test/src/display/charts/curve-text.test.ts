import assert from 'node:assert/strict';
import { test } from 'node:test';
import { precisionRecallCurve } from '../../../../src/display/charts/precision-recall-curve.js';
import { rocCurve } from '../../../../src/display/charts/roc-curve.js';
import { assertGolden, widest } from '../golden.js';
import { sampleScores } from './sample-scores.js';

test('areas, values at a few places, a drawing', () => {
  const { labels, scores } = sampleScores(3, 60);
  const text = rocCurve(labels, scores, { classNames: ['cat', 'dog', 'bird'] }).toString(80);
  assertGolden('roc-curve.txt', text);
  assert.ok(widest(text) <= 80);
  assertGolden(
    'precision-recall-curve.txt',
    precisionRecallCurve(labels, scores, { positive: 0 }).toString(80),
  );
});

test('values between two points lie on the line; of steps at their right end', () => {
  const line = rocCurve([0, 0, 1, 1], [0.5, 0.5, 0.5, 0.9]).toString(80);
  assert.match(line, /0\.7500 +0\.5050 +0\.5250 +0\.5500 +0\.7500 +0\.9500/);
  const steps = precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).toString(80);
  assert.match(steps, /0\.8333 +1\.0000 +1\.0000 +1\.0000 +1\.0000 +0\.6667/);
});
