import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Callback } from '../../../src/callbacks/callback.js';
import { CallbackList } from '../../../src/callbacks/callback-list.js';
import { EvaluateProgress } from '../../../src/callbacks/evaluate-progress.js';
import { ProgbarLogger } from '../../../src/callbacks/progbar-logger.js';
import type { Training } from '../../../src/callbacks/training.js';

const model = { name: 'm' } as Training;
const params = { epochs: 1, steps: null, verbose: 1 } as const;

describe('ProgbarLogger', () => {
  it('is the place of the display among the callbacks, which is there once', () => {
    const [other, last] = [new Callback(), new EvaluateProgress(1)];
    const list = new CallbackList([new ProgbarLogger(), other], { model, params, last });
    assert.deepEqual(list.callbacks, [last, other]);
    assert.equal(last.model, model);
  });

  it('shows nothing where nothing is to be shown', () => {
    const other = new Callback();
    assert.deepEqual(new CallbackList([new ProgbarLogger(), other], { model, params }).callbacks, [other]);
  });
});
