import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady, use } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { linear } from '../../../../src/backends/operations/linear.js';
import { assertClose } from '../../../oracle/oracle.js';
import { gradientsAgree } from '../central-differences.js';
import { ramp } from '../kernels/on-both-backends.js';

before(ensureReady);

for (const backend of ['wasm', 'cpu'] as const)
  test(`on ${backend} it is the product, the bias and relu, with their gradients`, async () => {
    await use(backend);
    tf.tidy(() => {
      const [x, kernel, bias] = [ramp([5, 7]), ramp([7, 3], 2), ramp([3], 3)];
      const expected = tf.add(tf.matMul(x, kernel), bias);
      assertClose(linear(x, kernel, bias), expected.dataSync());
      assertClose(linear(x, kernel, bias, 'relu'), tf.relu(expected).dataSync());
      gradientsAgree((a, b, c) => linear(a, b, c), [x, kernel, bias]);
      gradientsAgree((a, b, c) => linear(a, b, c, 'relu'), [x, kernel, bias]);
    });
  });

test('integers are taken as numbers', () => {
  tf.tidy(() => {
    const x = tf.tensor2d([[1, 2]], [1, 2], 'int32');
    assertClose(linear(x, tf.tensor2d([[1], [10]]), tf.tensor1d([0.5])), [21.5]);
  });
});

test('only the gradients that are asked for are computed', async () => {
  await use('wasm');
  const { kernelNames } = await tf.profile(() => {
    const [x, kernel, bias] = [ramp([5, 7]), ramp([7, 3], 2), ramp([3], 3)];
    const tape = new GradientTape();
    tape.watch(bias);
    const y = tape.run(() => linear(x, kernel, bias));
    return tape.gradient(y, bias);
  });
  assert.ok(!kernelNames.includes(tf.BatchMatMul));
});
