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

test('several histories are compared', () => {
  const chart = history({ sgd: RECORD, adam: RECORD.history });
  assert.match(chart.toString(80), /^best: sgd epoch 2, adam epoch 2$/m);
  assert.match(String(chart.spec['description']), /Comparison of sgd and adam/);
});

test('the switch for a log scale may be on at first, where there can be one', () => {
  const switchOf = (options: object) =>
    (history(RECORD, options).spec['params'] as { value: boolean }[])[0]?.value;
  assert.equal(switchOf({}), false);
  assert.equal(switchOf({ logScale: true }), true);
  assert.throws(() => history({ loss: [1, 0] }, { logScale: true }), {
    name: 'ValueError',
    message: /logScale needs two epochs and losses above 0/,
  });
  assert.throws(() => history(RECORD, { log: true } as never), { message: /unknown option log/ });
});

test('a learning rate reads as such', () => {
  const chart = history({ loss: [2, 1], learning_rate: [0.001, 0.0001] });
  assert.match(chart.toString(80), /learning rate +0\.001 +0\.0001/);
  assert.match(JSON.stringify(chart.spec), /"format":"~g"/);
});
