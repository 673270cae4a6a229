import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { EarlyStopping } from '../../../src/callbacks/early-stopping.js';
import { type FitCounts, FitProgress } from '../../../src/callbacks/fit-progress.js';
import { type DisplayMessage, setSink } from '../../../src/display/sink.js';
import { KeyboardInterrupt } from '../../../src/support/errors.js';
import { FakeTraining } from './fake-training.js';

afterEach(() => void setSink(undefined));

function make(others: readonly EarlyStopping[] = []) {
  const shown: DisplayMessage[] = [];
  setSink({ kind: 'notebook', columns: 80, send: (message) => shown.push(message) });
  const counts: FitCounts = { batches: 0, samples: 0, validating: false, bytes: () => 1024 };
  const model = new FakeTraining();
  const progress = new FitProgress('auto', counts, others);
  progress.setModel(model);
  progress.setParams({ epochs: 2, steps: 4, verbose: 'auto', samples: 8, validates: true });
  const text = () => {
    const tables = shown.filter((message) => message.kind !== 'clear' && 'text/html' in message.data);
    const last = tables.at(-1);
    return last && last.kind !== 'clear' ? String(last.data['text/plain']) : '';
  };
  return { progress, counts, model, text };
}

describe('FitProgress', () => {
  it('shows the running epoch, then the finished ones', async () => {
    const { progress, counts, text } = make();
    progress.onTrainBegin();
    progress.onEpochBegin(0);
    Object.assign(counts, { batches: 2, samples: 4 });
    progress.onTrainBatchEnd(1, { loss: 2 });
    assert.match(text(), /epoch 1 of 2/);
    progress.onTestBegin();
    progress.onEpochEnd(0, { loss: 1.5, val_loss: 1.25 });
    await progress.onTrainEnd();
    assert.match(text(), /loss\s+val loss/);
    assert.match(text(), /1\.5\d*\s+1\.25/);
    assert.match(text(), /Finished/);
  });

  it('tells that it was stopped early, and by whom', async () => {
    const stopping = new EarlyStopping({ monitor: 'val_loss', patience: 3 });
    const { progress, model, text } = make([stopping]);
    progress.onTrainBegin();
    progress.onEpochBegin(0);
    progress.onEpochEnd(0, { loss: 1, val_loss: 2 });
    model.stopTraining = true;
    stopping.stoppedEpoch = 1;
    await progress.onTrainEnd();
    assert.match(text(), /Stopped early.*has not improved for 3 epochs/s);
  });

  it('stops when the button is pressed, and tells so', async () => {
    const shown: DisplayMessage[] = [];
    let press = () => {};
    setSink({
      kind: 'notebook',
      columns: 80,
      send: (message) => shown.push(message),
      control: (_, onPress) => {
        press = onPress;
        return { data: { a: 1 }, over: { a: 0 }, show: () => {}, close: () => {} };
      },
    });
    const counts: FitCounts = { batches: 0, samples: 0, validating: false, bytes: () => null };
    const model = new FakeTraining();
    const progress = new FitProgress('auto', counts, []);
    progress.setModel(model);
    progress.setParams({ epochs: 2, steps: 4, verbose: 'auto', samples: 8, validates: false });
    progress.onTrainBegin();
    progress.onEpochBegin(0);
    press();
    assert.equal(model.stopTraining, true);
    progress.onEpochEnd(0, { loss: 1 });
    await progress.onTrainEnd();
    assert.match(JSON.stringify(shown), /Stopped early.*the stop button was pressed/);
  });

  it('tells of an interrupt, and of an error in the table that is there', async () => {
    const { progress, counts, text } = make();
    progress.onTrainBegin();
    progress.onEpochBegin(0);
    await progress.onTrainInterrupt(new Error('wrong shape'));
    assert.match(text(), /Failed in epoch 1 of 2, before its first batch: wrong shape/);
    counts.batches = 3;
    await progress.onTrainInterrupt(new KeyboardInterrupt());
    assert.match(text(), /Interrupted in epoch 1 of 2, after batch 3 of 4/);
  });
});
