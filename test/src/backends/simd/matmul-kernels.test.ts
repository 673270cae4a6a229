import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../../src/backends/wasm.js';
import { ramp, sameOnBothBackends } from '../kernels/on-both-backends.js';

const SHAPES = [
  [2, 3, 4],
  [32, 300, 64],
  [1, 5, 1],
  [5, 7, 13],
  [130, 3, 11],
  [7, 600, 270],
] as const;

for (const [m, k, n] of SHAPES)
  for (const transposeA of [false, true])
    for (const transposeB of [false, true])
      test(`[${m}, ${k}] x [${k}, ${n}]${transposeA ? ' first' : ''}${transposeB ? ' second' : ''} transposed`, async () => {
        await wasm.load();
        await sameOnBothBackends(() => {
          const a = ramp(transposeA ? [k, m] : [m, k]);
          const b = ramp(transposeB ? [n, k] : [k, n], 2);
          return tf.matMul(a, b, transposeA, transposeB);
        });
      });

test('fused with bias and activation', async () => {
  await wasm.load();
  await sameOnBothBackends(() =>
    tf.fused.matMul({
      a: ramp([300, 32]) as tf.Tensor2D,
      b: ramp([64, 300], 2) as tf.Tensor2D,
      transposeA: true,
      transposeB: true,
      bias: ramp([64], 3),
      activation: 'relu',
    }),
  );
});

test('several matrices at once', async () => {
  await wasm.load();
  await sameOnBothBackends(() =>
    tf.transpose(tf.matMul(ramp([3, 40, 30]), ramp([3, 20, 30], 2), false, true), [0, 2, 1]),
  );
});

test('one matrix and several, and none at all', async () => {
  await wasm.load();
  await sameOnBothBackends(() => [
    tf.matMul(ramp([3, 5, 4]), ramp([1, 4, 6], 2)),
    tf.matMul(ramp([1, 4, 5]), ramp([3, 4, 6], 2), true, false),
    tf.matMul(ramp([2, 1, 3, 4]), ramp([1, 2, 4, 5], 2)),
    tf.matMul(tf.zeros([3, 0]), tf.zeros([0, 2])),
  ]);
});

test("relu6 is fused, other activations are tfjs's", async () => {
  await wasm.load();
  for (const activation of ['relu6', 'elu', 'sigmoid'] as const)
    await sameOnBothBackends(() =>
      tf.fused.matMul({
        a: tf.mul(ramp([6, 5]), 9) as tf.Tensor2D,
        b: ramp([5, 4], 2) as tf.Tensor2D,
        bias: ramp([4], 3),
        activation,
      }),
    );
});
