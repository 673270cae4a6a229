import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { noteLibraryState } from '../../../../kernel/engine/interrupts/library-state.js';

test('scopes that a termination left open are ended, with their tensors', async () => {
  await tf.setBackend('cpu');
  const kept = tf.tensor([1]);
  const restore = noteLibraryState({ tf });
  const before = tf.memory().numTensors;
  const { state } = tf.engine();
  const { gradientDepth } = state;
  tf.engine().startScope('one');
  tf.engine().startScope('two');
  tf.tensor([2]);
  state.gradientDepth = 3;
  restore();
  assert.equal(tf.memory().numTensors, before);
  assert.equal(state.scopeStack.length, 0);
  assert.equal(state.gradientDepth, gradientDepth);
  assert.deepEqual(kept.arraySync(), [1]);
  restore();
  assert.equal(tf.memory().numTensors, before);
});

test('without a library there is nothing to do', () => {
  noteLibraryState(undefined)();
  noteLibraryState({ layers: {} })();
});
