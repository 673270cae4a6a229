import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  endLines,
  epochLine,
  kerasBar,
  kerasLine,
  runningLine,
} from '../../../../src/display/fit/fit-lines.js';
import { epochs, FINISHED, RUNNING } from '../sample-fit.js';

test('the line of an epoch', () => {
  assert.equal(
    epochLine(FINISHED, FINISHED.done[7]!),
    'epoch  8 of 12  loss 0.1649  accuracy 0.9534  val loss 0.2498  val accuracy 0.9280  3,950 samples/s  1.3 s  best',
  );
});

test('the line of the running epoch is cut to the terminal', () => {
  assert.match(
    runningLine(RUNNING, 200),
    /^epoch {2}5 of 10 {2}█+▏?.*░+ {2}38 % {2}batch 60 of 157 {2}7\.3 s left {2}loss 0\.2419/,
  );
  assert.equal([...runningLine(RUNNING, 40)].length, 39);
});

test('the end without the table', () => {
  assert.equal(
    endLines(FINISHED),
    'Finished: 12 epochs in 16.2 s, 3,943 samples/s, best val loss 0.2498 in epoch 8',
  );
});

test("Keras's line: values in the order of their names", () => {
  const [epoch] = epochs(1);
  assert.equal(
    kerasLine({ ...epoch!, seconds: 1.9 }, 94, 94),
    '94/94 - 2s - 20ms/step - accuracy: 0.7215 - loss: 0.9412 - val_accuracy: 0.8510 - val_loss: 0.4903',
  );
});

test("Keras's bar: time left while it runs, time spent at the end, small values with an exponent", () => {
  const half = kerasBar({ loss: 0.5 }, { steps: 100, batch: 50, seconds: 10 });
  assert.equal(half, ' 50/100 ━━━━━━━━━━────────── 10s 200ms/step - loss: 0.5000');
  const full = kerasBar({ loss: -0.00012 }, { steps: 10, batch: 10, seconds: 75 });
  assert.equal(full, '10/10 ━━━━━━━━━━━━━━━━━━━━ 1:15 8s/step - loss: -1.2000e-4');
  assert.equal(kerasBar({}, { steps: null, batch: 7, seconds: 0.0014 }), '7/Unknown 0s 200us/step');
});
