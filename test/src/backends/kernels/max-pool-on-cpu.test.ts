import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady, use } from '../../../../src/backends/choose.js';
import { gradientsAgree } from '../central-differences.js';

before(ensureReady);

test('the gradient over three axes agrees with central differences', async () => {
  await use('cpu');
  const distinct = tf.reshape(tf.neg(tf.range(1, 2 * 3 * 4 * 2 + 1)), [1, 2, 3, 4, 2]);
  for (const [window, stride, pad] of [
    [[2, 1, 3], [1, 2, 1], 'valid'],
    [[1, 2, 2], [1, 1, 1], 'same'],
  ] as const)
    gradientsAgree(
      (x) => tf.maxPool3d(x as tf.Tensor5D, [...window], [...stride], pad),
      [tf.mul(distinct, 0.1)],
    );
});
