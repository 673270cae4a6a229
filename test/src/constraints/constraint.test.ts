import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Constraint } from '../../../src/constraints/constraint.js';
import { assertClose } from '../../oracle/oracle.js';

class Doubled extends Constraint {
  override call(x: tf.Tensor): tf.Tensor {
    return tf.mul(x, 2);
  }
}

before(ensureReady);

test('a subclass is called like a function', () => {
  tf.tidy(() => assertClose(new Doubled()(tf.scalar(3)), 6));
  assert.equal(Doubled.className, 'Doubled');
  assert.deepEqual(new Doubled().getConfig(), {});
});
