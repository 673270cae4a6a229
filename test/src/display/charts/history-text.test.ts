import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitCurves, historyCurves } from '../../../../src/display/charts/history-data.js';
import { historyText } from '../../../../src/display/charts/history-text.js';
import { assertGolden, widest } from '../golden.js';
import { STOPPED } from '../sample-fit.js';

test('as its golden file, at most 80 columns', () => {
  const text = historyText(fitCurves(STOPPED), 80);
  assert.ok(widest(text) <= 80);
  assertGolden('training-curves.txt', text);
});

test('many epochs fit the screen, the mark of the best too', () => {
  for (const best of [0, 199, 399]) {
    const loss = Array.from({ length: 400 }, (_, index) => 1 + Math.abs(index - best));
    const text = historyText(historyCurves({ history: { loss } }), 80);
    assert.ok(widest(text) <= 80, `${widest(text)} columns`);
    assert.match(text, new RegExp(`best: epoch ${best + 1}\\b`));
  }
});

test('one epoch has no best', () => {
  const text = historyText(historyCurves({ history: { loss: [1], val_loss: [Number.NaN] } }), 80);
  assert.doesNotMatch(text, /best/);
  assert.match(text, /val loss +– +–/);
});
