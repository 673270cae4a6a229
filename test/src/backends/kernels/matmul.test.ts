import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from '../../../../src/backends/wasm.js';
import { ramp, sameOnBothBackends } from './on-both-backends.js';

const SHAPES = [
  [2, 3, 4],
  [32, 300, 64],
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

test('the transposed forms run as plain products of explicit transposes', async () => {
  await wasm.load();
  await tf.setBackend('wasm');
  const [a, b] = [ramp([300, 32]), ramp([300, 64], 2)];
  const before = (tf.backend() as unknown as { numDataIds(): number }).numDataIds();
  const product = tf.matMul(a, b, true);
  // One for the result: the transpose in between was given back.
  assert.equal((tf.backend() as unknown as { numDataIds(): number }).numDataIds(), before + 1);
  product.dispose();
});
