import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { checkClassNumbers } from '../../../src/backends/labels.js';

before(ensureReady);

test('a class number outside of the classes is an error that names it', () => {
  tf.tidy(() => {
    checkClassNumbers('loss', tf.tensor([0, 9], [2], 'int32'), 10);
    assert.throws(() => checkClassNumbers('loss', tf.tensor([0, 10], [2], 'int32'), 10), {
      name: 'ValueError',
      message: /^loss: expected class numbers in \[0, 9\]; received 10\./,
    });
    assert.throws(() => checkClassNumbers('loss', tf.tensor([-1], [1], 'int32'), 10), /received -1/);
  });
});
