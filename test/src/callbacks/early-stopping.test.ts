import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { EarlyStopping, type EarlyStoppingOptions } from '../../../src/callbacks/early-stopping.js';
import { FakeTraining } from './fake-training.js';

function drive(options: EarlyStoppingOptions, values: readonly number[]) {
  const model = new FakeTraining();
  const callback = new EarlyStopping(options);
  callback.setModel(model);
  callback.onTrainBegin();
  let epoch = 0;
  for (const value of values) {
    model.weight = epoch;
    callback.onEpochEnd(epoch++, { val_loss: value });
    if (model.stopTraining) break;
  }
  callback.onTrainEnd();
  return { model, callback, epochs: epoch };
}

// The decisions themselves are compared with Keras's in test/oracle/callbacks.test.ts.
describe('EarlyStopping', () => {
  before(ensureReady);

  it('restores the best weights, and gives them back', () => {
    const start = tf.memory().numTensors;
    const values = [3, 1, 2, 2, 2];
    const { model, callback, epochs } = drive({ patience: 2, restoreBestWeights: true }, values);
    assert.deepEqual([epochs, model.weight, callback.bestEpoch, callback.stoppedEpoch], [4, 1, 1, 3]);
    assert.equal(drive({ patience: 2 }, values).model.weight, 3);
    assert.equal(tf.memory().numTensors, start);
  });

  it('restores them at the regular end too, and forgets them after an error', () => {
    assert.equal(drive({ patience: 9, restoreBestWeights: true }, [3, 1, 2]).model.weight, 1);
    const start = tf.memory().numTensors;
    const callback = new EarlyStopping({ restoreBestWeights: true });
    callback.setModel(new FakeTraining());
    callback.onTrainBegin();
    callback.onEpochEnd(0, { val_loss: 1 });
    callback.onTrainInterrupt();
    assert.equal(tf.memory().numTensors, start);
  });

  it('says so with verbose', () => {
    const log = mock.method(console, 'log', () => {});
    drive({ verbose: 1, restoreBestWeights: true }, [1, 2]);
    assert.deepEqual(
      log.mock.calls.map(({ arguments: [text] }) => text),
      ['Epoch 2: early stopping', 'Restoring model weights from the end of the best epoch: 1.'],
    );
    log.mock.restore();
  });

  it('checks its options', () => {
    assert.throws(() => new EarlyStopping({ patience: -1 }), /patience must be an integer of at least 0/);
    assert.throws(() => new EarlyStopping({ patients: 1 } as never), /did you mean patience/);
  });
});
