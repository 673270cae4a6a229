import assert from 'node:assert/strict';
import { it, mock } from 'node:test';
import { ReduceLROnPlateau } from '../../../src/callbacks/reduce-lr-on-plateau.js';
import { FakeTraining } from './fake-training.js';

// The decisions themselves are compared with Keras's in test/oracle/callbacks.test.ts.
it('ReduceLROnPlateau lowers the rate, logs it, and says so', () => {
  const log = mock.method(console, 'log', () => {});
  const model = new FakeTraining();
  const callback = new ReduceLROnPlateau({ patience: 1, factor: 0.5, verbose: 1 });
  callback.setModel(model);
  callback.onTrainBegin();
  const logs: Record<string, number> = { val_loss: 1 };
  callback.onEpochEnd(0, { val_loss: 1 });
  callback.onEpochEnd(1, logs);
  assert.equal(model.optimizer.learningRate, 0.05);
  assert.equal(logs['learning_rate'], 0.1);
  assert.equal(log.mock.calls[0]?.arguments[0], 'Epoch 2: ReduceLROnPlateau reducing learning rate to 0.05.');
  log.mock.restore();
  assert.throws(() => new ReduceLROnPlateau({ factor: 1 }), /factor must be a number below 1; received 1/);
});
