import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import * as constraints from '../../../src/constraints/index.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('a name in any case, a function, a configuration, an instance, null', () => {
  assert.ok(constraints.get('nonNeg') instanceof constraints.NonNeg);
  assert.ok(constraints.get('NonNeg') instanceof constraints.NonNeg);
  assert.ok(constraints.get({ class_name: 'NonNeg', config: {} }) instanceof constraints.NonNeg);
  const own = new constraints.NonNeg();
  assert.equal(constraints.get(own), own);
  assert.equal(constraints.get(null), null);
  tf.tidy(() => assertClose(constraints.get((x) => tf.mul(x, 2))(tf.scalar(2)), 4));
});

test('an unknown name names the nearest', () => {
  assert.throws(() => constraints.get('nonNegx'), /Did you mean NonNeg/);
});
