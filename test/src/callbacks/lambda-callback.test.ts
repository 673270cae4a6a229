import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LambdaCallback } from '../../../src/callbacks/lambda-callback.js';

it('an object of functions is a callback, whose functions see it as `this`', () => {
  const calls: unknown[] = [];
  const callback = new LambdaCallback({
    onEpochEnd(epoch, logs) {
      calls.push(epoch, logs['loss'], this);
    },
  });
  callback.onEpochEnd(1, { loss: 2 });
  callback.onEpochBegin(0);
  assert.deepEqual(calls, [1, 2, callback]);
  assert.throws(
    () => new LambdaCallback({ onEpochEnd: 3 as never }),
    /onEpochEnd must be a function; received 3/,
  );
  assert.throws(() => new LambdaCallback({ onEpochEmd: () => {} } as never), /did you mean onEpochEnd/);
});

it('onYield comes behind each batch, with the epoch', async () => {
  const calls: unknown[] = [];
  const callback = new LambdaCallback({
    onBatchEnd: (batch) => void calls.push(['end', batch]),
    onYield: (epoch, batch, logs) => void calls.push([epoch, batch, logs['loss']]),
  });
  await callback.onEpochBegin(2);
  await callback.onTrainBatchEnd(5, { loss: 1 });
  assert.deepEqual(calls, [
    ['end', 5],
    [2, 5, 1],
  ]);
});
