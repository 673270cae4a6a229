import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Callback } from '../../../src/callbacks/callback.js';
import { HOOKS } from '../../../src/callbacks/lambda-callback.js';
import type { Training } from '../../../src/callbacks/training.js';

it('a callback has every hook, and its model only while it is used', () => {
  const callback = new Callback();
  const hooks: readonly string[] = HOOKS;
  const methods = Object.getOwnPropertyNames(Callback.prototype).filter((name) => name.startsWith('on'));
  assert.deepEqual(methods.sort(), [...hooks].sort());
  assert.throws(() => callback.model, /expected a running fit/);
  const model = { name: 'm' } as Training;
  callback.setModel(model);
  assert.equal(callback.model, model);
  callback.setParams({ epochs: 2, steps: 3, verbose: 0 });
  assert.equal(callback.params?.epochs, 2);
  assert.equal(Callback.className, 'Callback');
});

it('the hooks of training batches call the older ones', () => {
  const calls: string[] = [];
  class Old extends Callback {
    override onBatchBegin(batch: number): void {
      calls.push(`begin ${batch}`);
    }
    override onBatchEnd(batch: number, logs: Record<string, number>): void {
      calls.push(`end ${batch} ${logs['loss']}`);
    }
  }
  new Old().onTrainBatchBegin(1);
  new Old().onTrainBatchEnd(2, { loss: 3 });
  assert.deepEqual(calls, ['begin 1', 'end 2 3']);
});
