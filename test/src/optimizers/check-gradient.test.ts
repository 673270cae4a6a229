import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Variable } from '../../../src/backends/variable.js';
import { checkGradient } from '../../../src/optimizers/check-gradient.js';

before(ensureReady);

it('a gradient has the shape of its variable, or is refused by name', () => {
  const variable = new Variable(tf.ones([2, 3]));
  const gradient = tf.ones([2, 3]);
  assert.equal(checkGradient('SGD', gradient, variable, 'kernel'), gradient);
  assert.throws(
    () => checkGradient('SGD', tf.ones([3]), variable, 'kernel'),
    /SGD: expected a gradient of shape \(2, 3\) for kernel; received \(3,\)/,
  );
});
