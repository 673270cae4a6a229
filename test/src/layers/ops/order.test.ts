import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as ops from '../../../../src/layers/ops/order.js';
import { compareOps } from './against-keras.js';

compareOps('order', ops);

it('argpartition has all smaller values before the place, and topK tells how many there are', async () => {
  const values = [5, 1, 4, 2, 3];
  const order = ((await ops.argpartition(values, 2).array()) as number[]).map((i) => values[i]!);
  assert.equal(order[2], 3);
  assert.deepEqual(order.slice(0, 2).sort(), [1, 2]);
  assert.throws(() => ops.topK([[1], [2]], 2), /ops\.topK: k must be an integer from 0 to 1/);
});

it('argmax takes one axis or none, and no list', async () => {
  const x = tf.tensor2d([
    [1, 5],
    [7, 3],
  ]);
  assert.deepEqual(await ops.argmax(x, -1).array(), [1, 0]);
  assert.equal(await ops.argmax(x).array(), 2);
  assert.throws(() => ops.argmax(x, [0, 1] as never), /ops\.argmax: axis must be in \[-2, 1\]; received 0,1/);
});
