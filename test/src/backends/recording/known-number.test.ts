import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { assignNumber, knownNumber } from '../../../../src/backends/recording/known-number.js';
import { Variable } from '../../../../src/backends/variable.js';

before(ensureReady);

test('a number is known until something else assigns the variable', () => {
  const variable = new Variable(tf.scalar(1));
  assert.equal(knownNumber(variable), undefined);
  assignNumber(variable, 0.1);
  assert.equal(knownNumber(variable), variable.dataSync()[0]);
  variable.assign(tf.scalar(3));
  assert.equal(knownNumber(variable), undefined);
  variable.dispose();
});
