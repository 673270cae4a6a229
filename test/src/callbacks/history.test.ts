import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import { History } from '../../../src/callbacks/history.js';

it('History keeps the values of each epoch', () => {
  const history = new History();
  history.onTrainBegin();
  history.onEpochEnd(0, { loss: 3 });
  history.onEpochEnd(1, { loss: 2, val_loss: 4 });
  assert.deepEqual(history.history, { loss: [3, 2], val_loss: [4] });
  assert.deepEqual(history.epoch, [0, 1]);
  history.onTrainBegin();
  assert.deepEqual(history.epoch, []);
});

it('prints as one line with the last values', () => {
  const history = new History();
  history.onTrainBegin();
  history.onEpochEnd(0, { loss: 0.5, val_loss: 0.75 });
  assert.equal(inspect(history), 'History: 1 epoch, loss 0.5, val_loss 0.75');
  history.onEpochEnd(1, { loss: 0.123456, val_loss: Number.NaN });
  assert.equal(inspect(history), 'History: 2 epochs, loss 0.1235, val_loss NaN');
});
