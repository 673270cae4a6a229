import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fitCurves,
  type HistoryInput,
  historyCurves,
  historyRuns,
} from '../../../../src/display/charts/history-data.js';
import { RUNNING, STOPPED } from '../sample-fit.js';

test('puts each value beside its validation twin, the loss first, the learning rate last', () => {
  const history = { accuracy: [1], lr: [1], val_loss: [1], loss: [1], val_accuracy: [1] };
  const { panels } = historyCurves({ history });
  assert.deepEqual(
    panels.map(({ title, series }) => [title, series.map(({ key }) => key)]),
    [
      ['Loss', ['loss', 'val_loss']],
      ['Accuracy', ['accuracy', 'val_accuracy']],
      ['Lr', ['lr']],
    ],
  );
});

test('the best epoch is that of val_loss, else of loss, or of what is asked for', () => {
  assert.equal(historyCurves({ history: { loss: [3, 2, 1], val_loss: [3, 1, 2] } }).best, 2);
  assert.equal(historyCurves({ history: { loss: [3, 2, 1] } }).best, 3);
  const history = { loss: [3, 2, 1], accuracy: [0.1, 0.9, 0.5] };
  assert.equal(historyCurves({ history }, { name: 'accuracy', mode: 'max' }).best, 2);
  assert.equal(historyCurves({ history: { loss: [1] } }).best, undefined);
});

test('epochs keep their numbers after an initialEpoch', () => {
  const { epochs, best } = historyCurves({ history: { loss: [2, 1] }, epoch: [4, 5] });
  assert.deepEqual(epochs, [5, 6]);
  assert.equal(best, 6);
});

test('validation every second epoch stands at every second epoch', () => {
  const { panels } = historyCurves({ history: { loss: [4, 3, 2, 1], val_loss: [30, 10] } });
  assert.deepEqual(panels[0]?.series[1]?.values, [Number.NaN, 30, Number.NaN, 10]);
});

test('a running training', () => {
  const curves = fitCurves(STOPPED);
  assert.equal(curves.best, 8);
  assert.equal(curves.epochs.length, 18);
  assert.deepEqual(
    curves.panels.map(({ key }) => key),
    ['loss', 'accuracy'],
  );
  assert.deepEqual(fitCurves({ ...RUNNING, done: [] }).panels, []);
});

test('a history, its values alone, several in a list or under names', () => {
  const one = { history: { loss: [2, 1] }, epoch: [0, 1] };
  const names = (input: HistoryInput) => historyRuns(input).map(({ name }) => name);
  assert.deepEqual(names(one), ['']);
  assert.deepEqual(names(one.history), ['']);
  assert.deepEqual(names([one, one.history]), ['run 1', 'run 2']);
  assert.deepEqual(names({ sgd: one, adam: one.history }), ['sgd', 'adam']);
  assert.deepEqual(names({ history: one }), ['history']);
  assert.deepEqual(historyRuns(one)[0]?.curves, historyCurves(one));
});

test('what is not a history is refused with the fix', () => {
  for (const [input, received] of [
    [undefined, 'undefined'],
    [3, '3'],
    [{}, '{}'],
    [[], '\\[\\]'],
    [[1], 'run 1 must be .*received 1'],
    [{ a: 3 }, 'a must be .*received 3'],
  ] as const) {
    assert.throws(() => historyRuns(input as never), {
      name: 'ValueError',
      message: new RegExp(`(?:${received}).*\\nFix: const history = await model\\.fit`),
    });
  }
});
