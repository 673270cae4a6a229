import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Callback } from '../../../src/callbacks/callback.js';
import { CallbackList } from '../../../src/callbacks/callback-list.js';
import {
  disableInteractiveLogging,
  enableInteractiveLogging,
  isInteractiveLoggingEnabled,
} from '../../../src/callbacks/interactive-logging.js';
import type { Training } from '../../../src/callbacks/training.js';

test('nothing is shown while it is off', () => {
  const last = new Callback();
  const options = {
    model: { replicaId: 0 } as Training,
    params: { epochs: 1, steps: 1, verbose: 1 },
    last,
  } as const;
  const shown = () => new CallbackList([], options).callbacks;
  assert.deepEqual([isInteractiveLoggingEnabled(), shown()], [true, [last]]);
  disableInteractiveLogging();
  assert.deepEqual([isInteractiveLoggingEnabled(), shown()], [false, []]);
  enableInteractiveLogging();
  assert.deepEqual([isInteractiveLoggingEnabled(), shown()], [true, [last]]);
});
