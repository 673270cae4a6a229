import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bestEpoch,
  columnFormat,
  epochProgress,
  label,
  learningRate,
  logColumns,
  markedEpoch,
  meanSpeed,
  progress,
  secondsLeft,
  trainedValues,
} from '../../../../src/display/fit/fit-figures.js';
import { epochs, FINISHED, RUNNING } from '../sample-fit.js';

test('the best epoch follows the monitored value and its direction', () => {
  assert.equal(bestEpoch(FINISHED)?.epoch, 7);
  assert.equal(bestEpoch({ ...FINISHED, monitor: { name: 'val_accuracy', mode: 'max' } })?.epoch, 10);
  assert.equal(bestEpoch({ ...FINISHED, monitor: { name: 'nowhere', mode: 'min' } }), undefined);
});

test('NaN is never the best; one epoch alone is not marked', () => {
  const [first, second] = epochs(2);
  const done = [{ ...first!, logs: { val_loss: Number.NaN } }, second!];
  assert.equal(bestEpoch({ ...FINISHED, done })?.epoch, 1);
  assert.equal(markedEpoch({ ...FINISHED, done: epochs(1) }), undefined);
});

test('progress counts from the initial epoch', () => {
  assert.equal(epochProgress(RUNNING), 60 / 157);
  assert.equal(progress(RUNNING), (4 + 60 / 157) / 10);
  assert.equal(progress({ ...RUNNING, initialEpoch: 5, done: [], epochs: 10 }), 60 / 157 / 5);
  assert.equal(progress({ ...RUNNING, done: [], current: { ...RUNNING.current!, steps: null } }), null);
});

test('time left: from the last epochs, else from the running one', () => {
  const left = secondsLeft(RUNNING)!;
  assert.ok(Math.abs(left - (5 * 1.3 + 1.3 - 1.3 * (60 / 157))) < 1e-9, String(left));
  const first = {
    ...RUNNING,
    done: [],
    epochs: 2,
    current: { ...RUNNING.current!, batch: 50, steps: 100, seconds: 1 },
  };
  assert.equal(secondsLeft(first), 3);
  assert.equal(secondsLeft({ ...RUNNING, done: [], current: null }), null);
  assert.equal(secondsLeft(FINISHED), 0);
});

test('columns: those announced, then what else turned up, without the learning rate', () => {
  const [first] = epochs(1);
  const done = [{ ...first!, logs: { ...first!.logs, my_value: 1, learning_rate: 0.1 } }];
  assert.deepEqual(logColumns({ ...FINISHED, done }), [
    'loss',
    'accuracy',
    'val_loss',
    'val_accuracy',
    'my_value',
  ]);
  assert.equal(label('val_my_value'), 'val my value');
});

test('a column has one number of decimals', () => {
  assert.equal(columnFormat(FINISHED, 'loss')(0.5), '0.5000');
  const tiny = [{ ...epochs(1)[0]!, logs: { loss: 0.00012 } }];
  assert.equal(columnFormat({ ...FINISHED, done: tiny }, 'loss')(0.5), '0.50000');
});

test('speed is the mean over time', () => {
  const [first] = epochs(1);
  const done = [
    { ...first!, samplesPerSecond: 100, seconds: 3 },
    { ...first!, samplesPerSecond: 500, seconds: 1 },
  ];
  assert.equal(meanSpeed({ ...FINISHED, done }), 200);
  assert.equal(meanSpeed({ ...FINISHED, done: [] }), null);
});

test('words', () => {
  assert.equal(learningRate(FINISHED), '0.001');
  assert.equal(learningRate({ ...FINISHED, done: [] }), undefined);
  assert.equal(trainedValues(FINISHED), 'loss and accuracy');
  assert.equal(trainedValues({ ...FINISHED, done: [], columns: ['a', 'b', 'c', 'd', 'e'] }), '5 values');
});
