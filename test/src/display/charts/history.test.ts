import assert from 'node:assert/strict';
import { test } from 'node:test';
import { history } from '../../../../src/display/charts/history.js';

const RECORD = { history: { loss: [3, 1, 2], accuracy: [0.1, 0.2, 0.3] } };

test('a chart with its specification and its text', () => {
  const chart = history(RECORD);
  assert.match(String(chart.spec['$schema']), /vega-lite\/v5/);
  assert.match(chart.toString(80), /best: epoch 2/);
});

test('another value may choose the best epoch', () => {
  assert.match(history(RECORD, { monitor: 'accuracy' }).toString(80), /best: epoch 3/);
  assert.match(history(RECORD, { monitor: 'accuracy', mode: 'min' }).toString(80), /best: epoch 1/);
});
