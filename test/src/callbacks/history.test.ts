import assert from 'node:assert/strict';
import { it } from 'node:test';
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
