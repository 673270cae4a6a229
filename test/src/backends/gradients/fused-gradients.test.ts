import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady, use } from '../../../../src/backends/choose.js';
import { registerFusedGradients } from '../../../../src/backends/gradients/fused-gradients.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import { softmaxCrossEntropy } from '../../../../src/backends/operations/cross-entropy.js';
import { nativeMissing } from '../../../native.js';
import { gradientsAgree } from '../central-differences.js';
import { ramp } from '../kernels/on-both-backends.js';

before(ensureReady);

const CASES: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  relu: (x) => tf.relu(tf.add(x, 0.05)),
  softmax: (x) => tf.softmax(x),
  sigmoid: (x) => tf.sigmoid(x),
  tanh: (x) => tf.tanh(x),
  sqrt: (x) => tf.sqrt(tf.add(x, 3)),
  rsqrt: (x) => tf.rsqrt(tf.add(x, 3)),
  reciprocal: (x) => tf.reciprocal(tf.add(x, 3)),
  'cross-entropy of labels that sum to one': (x) => softmaxCrossEntropy(tf.softmax(ramp([4, 6], 5)), x),
};

const NATIVE = nativeMissing ? [] : (['native'] as const);

for (const backend of ['wasm', 'cpu', ...NATIVE] as const)
  test(`on ${backend} the gradients agree with central differences`, async () => {
    await use(backend);
    // A second registration changes nothing.
    registerFusedGradients();
    tf.tidy(() => {
      for (const compute of Object.values(CASES)) gradientsAgree(compute, [ramp([4, 6], 2)]);
      // The labels' gradient is that of the cross-entropy, too.
      gradientsAgree((labels) => softmaxCrossEntropy(labels, ramp([4, 6], 2)), [tf.abs(ramp([4, 6]))]);
    });
  });

/** The gradient of the sum of squares, weighted and summed up. */
function slope(compute: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): tf.Tensor {
  const tape = new GradientTape();
  tape.watch(x);
  const y = tape.run(() => tf.square(compute(x)));
  return tf.sum(tf.mul(tape.gradient(y, x), ramp(x.shape, 7)));
}

for (const backend of ['wasm', ...NATIVE] as const)
  test(`second-order gradients on ${backend} agree with central differences of the first`, async () => {
    await use(backend);
    for (const [name, compute] of Object.entries(CASES))
      tf.tidy(() => {
        const x = ramp([4, 6], 2);
        const tape = new GradientTape();
        tape.watch(x);
        const first = tape.run(() => slope(compute, x));
        const second = tape.gradient(first, x).dataSync();
        const values = x.dataSync<'float32'>();
        const differences = values.map((_, i) => {
          const [above, below] = [0.01, -0.01].map((by) => {
            const moved = values.slice();
            moved[i] = moved[i]! + by;
            return slope(compute, tf.tensor(moved, x.shape)).dataSync()[0]!;
          }) as [number, number];
          return (above - below) / 0.02;
        });
        for (const [i, expected] of differences.entries())
          assert.ok(Math.abs(second[i]! - expected) < 1e-2, `${name}: ${second[i]} and ${expected}`);
      });
  });

for (const backend of ['wasm', 'cpu', ...NATIVE] as const)
  test(`on ${backend} the slope at a pole counts only where something depends on it, as in TensorFlow`, async () => {
    await use(backend);
    const x = tf.tensor([-2, 0, 4]);
    const zero = tf.tensor([0, 0, 0]);
    const isPositive = tf.greater(x, 0);
    for (const compute of [tf.sqrt, tf.rsqrt]) {
      assert.deepEqual(
        [
          ...tf
            .grad((a) => compute(a))(x, zero)
            .dataSync(),
        ].map(Math.abs),
        [0, 0, 0],
      );
      const safe = tf.grad((a) => tf.where(isPositive, compute(a), a))(x);
      assert.deepEqual([...safe.dataSync()].slice(0, 2), [1, 1]);
    }
    assert.equal(
      tf
        .grad((a) => tf.sqrt(a))(x)
        .dataSync()[1],
      Number.POSITIVE_INFINITY,
    );
    assert.deepEqual(
      [
        ...tf
          .grad((a) => tf.reciprocal(a))(x, zero)
          .dataSync(),
      ].map(Math.abs),
      [0, 0, 0],
    );
  });
