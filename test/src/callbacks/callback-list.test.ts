import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Callback } from '../../../src/callbacks/callback.js';
import { CallbackList, runBatchHook } from '../../../src/callbacks/callback-list.js';
import { History } from '../../../src/callbacks/history.js';
import type { Training } from '../../../src/callbacks/training.js';

const model = { name: 'm' } as Training;
const params = { epochs: 1, steps: null, verbose: 0 } as const;

describe('CallbackList', () => {
  it('puts History behind the given ones and the display last', () => {
    const [given, last] = [new Callback(), new Callback()];
    const list = new CallbackList([given], { model, params, addHistory: true, last });
    assert.deepEqual(list.callbacks, [given, list.history, last]);
    assert.equal(given.model, model);
    assert.equal(given.params, params);
    const own = new History();
    assert.equal(new CallbackList(own, { model, params, addHistory: true }).history, own);
    assert.deepEqual(new CallbackList(null, { model, params }).callbacks, []);
  });

  it('calls hooks in order and waits', async () => {
    const calls: string[] = [];
    const list = new CallbackList(
      [
        {
          async onEpochEnd(epoch) {
            await new Promise((resolve) => setTimeout(resolve, 2));
            calls.push(`first ${epoch}`);
          },
        },
        { onEpochEnd: (epoch, logs) => void calls.push(`second ${epoch} ${logs['loss']}`) },
      ],
      { model, params },
    );
    await list.run('onEpochEnd', 3, { loss: 1 });
    list.runNow('onEpochEnd', 4, { loss: 2 });
    assert.deepEqual(calls, ['first 3', 'second 3 1', 'second 4 2']);
  });

  it('knows who listens to batches, and how often', async () => {
    class Slow extends Callback {
      override readonly batchInterval = 100;
      override onTrainBatchEnd(): void {}
    }
    class Old extends Callback {
      override onBatchEnd(): void {}
    }
    const [slow, old] = [new Slow(), new Old()];
    const list = new CallbackList([slow, new Callback(), old], { model, params });
    assert.deepEqual(list.due('onTrainBatchBegin', 0), []);
    assert.deepEqual(list.due('onTrainBatchEnd', 1000), [slow, old]);
    assert.deepEqual(list.due('onTrainBatchEnd', 1050), [old]);
    assert.deepEqual(list.due('onTrainBatchEnd', 1100), [slow, old]);
    assert.deepEqual(list.due('onTestBatchEnd', 1100), []);
    await runBatchHook([slow, old], 'onTrainBatchEnd', 0, {});
  });

  it('refuses what is no callback', () => {
    assert.throws(
      () => new CallbackList(['x' as never], { model, params }),
      /expected a Callback or an object of hooks; received "x"/,
    );
    assert.throws(
      () => new CallbackList({ onEpochEnds: () => {} } as never, { model, params }),
      /unknown option onEpochEnds/,
    );
  });
});
