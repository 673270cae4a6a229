import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import * as regularizers from '../../../src/regularizers/index.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('a name in any case, a function, a configuration, an instance, null', () => {
  assert.ok(regularizers.get('l2') instanceof regularizers.L2);
  assert.ok(regularizers.get('L2') instanceof regularizers.L2);
  assert.ok(regularizers.get({ class_name: 'L2', config: {} }) instanceof regularizers.L2);
  const own = new regularizers.L2();
  assert.equal(regularizers.get(own), own);
  assert.equal(regularizers.get(null), null);
  tf.tidy(() => assertClose(regularizers.get((x) => tf.mul(x, 2))(tf.scalar(2)), 4));
});

test('an unknown name names the nearest', () => {
  assert.throws(() => regularizers.get('l2x'), /Did you mean L2/);
});
