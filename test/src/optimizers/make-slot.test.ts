import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Variable } from '../../../src/backends/variable.js';
import { makeSlot } from '../../../src/optimizers/make-slot.js';

before(ensureReady);

test('a slot has the shape of its variable and says in its path whose it is', () => {
  const kernel = new Variable([1, 2], { name: 'kernel', path: 'dense/kernel' });
  const zeros = makeSlot('adam', kernel, 'momentum');
  assert.deepEqual([zeros.path, zeros.trainable], ['adam/dense_kernel_momentum', false]);
  assert.deepEqual(zeros.arraySync(), [0, 0]);
  const initial = tf.tensor([3, 4]);
  assert.deepEqual(makeSlot('sgd', kernel, 'own', initial).arraySync(), [3, 4]);
  assert.ok(initial.isDisposed);
});
