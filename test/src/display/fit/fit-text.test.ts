import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitText, progressLine } from '../../../../src/display/fit/fit-text.js';
import { assertGolden, widest } from '../golden.js';
import { epochs, FAILED, FINISHED, INTERRUPTED, LOST, RUNNING, STOPPED } from '../sample-fit.js';

const STATES = {
  running: RUNNING,
  finished: FINISHED,
  'early-stopped': STOPPED,
  interrupted: INTERRUPTED,
  failed: FAILED,
  lost: LOST,
};

for (const [name, state] of Object.entries(STATES)) {
  test(`${name}: at most 80 columns, as its golden file`, () => {
    const text = fitText(state);
    assert.ok(widest(text) <= 80, `${widest(text)} columns`);
    assertGolden(`fit-${name}.txt`, text);
  });
}

test('before the first batch', () => {
  const text = fitText({ ...RUNNING, done: [], current: null });
  assert.match(
    text,
    /^Epoch +loss +accuracy +val loss +val accuracy +rate +samples\/s +time\n─+\n\nepoch 1 of 10/,
  );
  assert.match(text, /starting/);
});

test('the length of an epoch is not known yet: no bar, no time left', () => {
  const line = progressLine({
    ...RUNNING,
    done: [],
    current: { ...RUNNING.current!, epoch: 0, steps: null },
  });
  assert.equal(line, 'epoch 1 of 10  batch 60  39.3 MiB');
});

test('interrupted between two epochs', () => {
  const text = fitText({ ...INTERRUPTED, current: null });
  assert.match(
    text,
    /Interrupted after epoch 4 of 10\.\nThe history holds 4 epochs; the weights are those at its end\./,
  );
});

test('stopped early without restored weights says whose they are', () => {
  const { restoredEpoch: _, ...outcome } = STOPPED.outcome as {
    restoredEpoch: number;
    state: 'stoppedEarly';
  };
  const text = fitText({ ...STOPPED, outcome });
  assert.match(text, /Weights are those of epoch 18; best val loss 0\.2498 in epoch 8\./);
});

test('many values: no epoch is left out silently', () => {
  const text = fitText({
    ...RUNNING,
    epochs: 50,
    done: epochs(18),
    current: { ...RUNNING.current!, epoch: 18 },
  });
  const numbers = [...text.matchAll(/^ +(?:> )?(\d+) {2}/gm)].map(([, epoch]) => Number(epoch));
  assert.deepEqual(numbers, [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  assert.match(text, /\(7 more epochs in history\)/);
});
