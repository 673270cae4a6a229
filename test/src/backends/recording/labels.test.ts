import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { compiledFunction } from '../../../../src/backends/recording/function.js';
import { checkClassNumbers } from '../../../../src/backends/recording/labels.js';

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

test('a recorded step looks at the class numbers of each batch', async () => {
  const step = compiledFunction((labels: tf.Tensor) => {
    checkClassNumbers('loss', labels, 3);
    return tf.oneHot(labels as tf.Tensor1D, 3);
  });
  for (let i = 0; i < 8; i++) step(tf.tensor([0, 2], [2], 'int32'));
  assert.throws(() => step(tf.tensor([0, 3], [2], 'int32')), /received 3\./);
  assert.deepEqual([...step(tf.tensor([0, 1], [2], 'int32')).dataSync()], [1, 0, 0, 0, 1, 0]);
});
