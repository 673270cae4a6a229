import assert from 'node:assert/strict';
import { it, mock } from 'node:test';
import { TerminateOnNaN } from '../../../src/callbacks/terminate-on-nan.js';
import { FakeTraining } from './fake-training.js';

it('TerminateOnNaN stops at a loss that is not finite, or throws', () => {
  const log = mock.method(console, 'log', () => {});
  const model = new FakeTraining();
  const callback = new TerminateOnNaN();
  callback.setModel(model);
  callback.onTrainBatchEnd(0, { loss: 1 });
  callback.onTrainBatchEnd(1, {});
  assert.equal(model.stopTraining, false);
  callback.onTrainBatchEnd(2, { loss: Number.NaN });
  assert.equal(model.stopTraining, true);
  assert.equal(log.mock.calls[0]?.arguments[0], 'Batch 2: Invalid loss, terminating training');
  log.mock.restore();
  const strict = new TerminateOnNaN({ raiseError: true });
  assert.throws(() => strict.onTrainBatchEnd(5, { loss: Infinity }), /received Infinity at batch 5/);
});
