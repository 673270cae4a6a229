import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  batchText,
  captionText,
  earlyReason,
  restoredText,
  resumeCall,
  status,
  where,
} from '../../../../src/display/fit/fit-sentences.js';
import { epochs, FAILED, FINISHED, INTERRUPTED, RUNNING, STOPPED } from '../sample-fit.js';

const line = (state: Parameters<typeof status>[0]): string => {
  const { state: head, parts } = status(state);
  return head + parts.map(({ text }) => text).join('');
};

test('running: epoch and time left first', () => {
  assert.equal(
    line(RUNNING),
    'Epoch 5 of 10 batch 60 of 157, 7.3 s left, 3,940 samples/s, learning rate 0.002, 39.3 MiB',
  );
  const start = { ...RUNNING, done: [], current: null, memoryBytes: null };
  assert.equal(line(start), 'Epoch 1 of 10 starting');
});

test('the end in each of its forms', () => {
  assert.equal(
    line(FINISHED),
    'Finished 12 epochs in 16.2 s, 3,943 samples/s, best val loss 0.2498 in epoch 8',
  );
  assert.equal(line(STOPPED), 'Stopped early after epoch 18 of 50: val loss has not improved for 10 epochs');
  assert.equal(status(STOPPED).second, 'Weights restored from epoch 8, val loss 0.2498');
  assert.equal(
    line(INTERRUPTED),
    'Interrupted in epoch 5 of 10, after batch 60 of 157, 6.1 s; the history holds 4 epochs',
  );
  assert.equal(
    line(FAILED),
    'Failed in epoch 5 of 10, after batch 60 of 157, 6.1 s; the history holds 4 epochs',
  );
  assert.match(status(FAILED).second!, /part-3\.csv/);
});

test('one epoch has no best', () => {
  assert.equal(
    line({ ...FINISHED, done: epochs(1), epochs: 1, seconds: 1.7 }),
    'Finished 1 epoch in 1.7 s, 3,900 samples/s',
  );
});

test('why it stopped', () => {
  assert.equal(earlyReason({ state: 'stoppedEarly' }), '');
  assert.equal(
    earlyReason({ state: 'stoppedEarly', monitor: 'loss', patience: 1 }),
    'loss has not improved for 1 epoch',
  );
  assert.equal(earlyReason({ state: 'stoppedEarly', monitor: 'loss', patience: 0 }), 'loss has not improved');
  assert.equal(earlyReason({ state: 'stoppedEarly', reason: 'loss is NaN' }), 'loss is NaN');
});

test('where it broke off', () => {
  assert.equal(where({ ...INTERRUPTED, current: null }), 'after epoch 4 of 10');
  assert.equal(where({ ...INTERRUPTED, current: null, done: [] }), 'before the first batch');
  const at = (extra: object) => where({ ...INTERRUPTED, current: { ...INTERRUPTED.current!, ...extra } });
  assert.equal(at({ validating: true }), 'in epoch 5 of 10, while validating');
  assert.equal(at({ batch: 0 }), 'in epoch 5 of 10, before its first batch');
  assert.equal(at({ steps: null }), 'in epoch 5 of 10, after batch 60');
});

test('small things', () => {
  assert.equal(batchText({ ...RUNNING, current: { ...RUNNING.current!, validating: true } }), 'validating');
  assert.equal(restoredText(FINISHED), undefined);
  assert.equal(captionText(FINISHED, undefined), 'loss and accuracy on 5,000 samples, val on 1,250 held out');
  assert.equal(
    captionText({ ...FINISHED, samples: null, validationSamples: null }, undefined),
    'loss and accuracy',
  );
  assert.equal(resumeCall(INTERRUPTED), 'await model.fit(x, y, { initialEpoch: 4, epochs: 10 })');
  assert.equal(resumeCall({ ...INTERRUPTED, resume: 'go()' }), 'go()');
});
