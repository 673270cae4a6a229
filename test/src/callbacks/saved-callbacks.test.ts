import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Callback } from '../../../src/callbacks/callback.js';
import type { CallbackState } from '../../../src/callbacks/callback-state.js';
import { restoreCallbacks, saveCallbacks } from '../../../src/callbacks/saved-callbacks.js';
import { h5Group } from '../../../src/saving/hdf5/h5-tree.js';

before(ensureReady);

class Counts extends Callback {
  state: CallbackState = { values: {} };

  override backupState(): CallbackState {
    return this.state;
  }

  override restoreState({ values, tensors = [] }: CallbackState): void {
    this.state = { values, tensors: tensors.map((tensor) => tensor.clone()) };
  }
}

test('each callback gets its own again: by class and place, numbers of all kinds, and tensors', () => {
  const [first, second] = [new Counts(), new Counts()];
  first.state = { values: { best: Number.NEGATIVE_INFINITY, wait: 2 }, tensors: [tf.tensor2d([[1.5, 2]])] };
  second.state = { values: { none: Number.NaN, deep: [1, null] }, tensors: [tf.tensor1d([7, -8], 'int32')] };
  const group = h5Group();
  saveCallbacks(group, [first, new Callback(), second]);
  assert.deepEqual([...group.children.keys()], ['Counts_0', 'Counts_1']);
  const [again, other, third] = [new Counts(), new Counts(), new Counts()];
  const count = tf.memory().numTensors;
  restoreCallbacks(group, [new Callback(), again, other, third]);
  assert.equal(tf.memory().numTensors, count + 2);
  assert.deepEqual(again.state.values, first.state.values);
  assert.deepEqual(other.state.values, second.state.values);
  assert.deepEqual(again.state.tensors?.[0]?.arraySync(), [[1.5, 2]]);
  assert.deepEqual(other.state.tensors?.[0]?.arraySync(), [7, -8]);
  assert.equal(other.state.tensors?.[0]?.dtype, 'int32');
  assert.deepEqual(third.state, { values: {} });
  restoreCallbacks(undefined, [third]);
});
