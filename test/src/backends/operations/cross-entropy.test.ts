import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GradientTape } from '../../../../src/backends/gradients/gradient-tape.js';
import {
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from '../../../../src/backends/operations/cross-entropy.js';
import { assertClose } from '../../../oracle/oracle.js';

before(ensureReady);

test('both stay exact for large logits, with the gradient p - y', () => {
  tf.tidy(() => {
    const logits = tf.tensor([[1000, 0, -1000]]);
    const labels = tf.tensor([[0, 0, 1]]);
    const tape = new GradientTape();
    tape.watch(logits);
    const loss = tape.run(() => softmaxCrossEntropy(labels, logits));
    assertClose(loss, [2000]);
    assertClose(tape.gradient(loss, logits), [1, 0, -1]);
    const binary = new GradientTape();
    const x = tf.tensor([500, -500, 0]);
    binary.watch(x);
    const each = binary.run(() => sigmoidCrossEntropy(tf.tensor([0, 0, 1]), x));
    assertClose(each, [500, 0, Math.LN2]);
    assertClose(binary.gradient(each, x), [1, 0, -0.5]);
  });
});

test('labels have a gradient too, as for distillation', () => {
  tf.tidy(() => {
    const labels = tf.tensor([[0.5, 0.5]]);
    const tape = new GradientTape();
    tape.watch(labels);
    const loss = tape.run(() => softmaxCrossEntropy(labels, tf.tensor([[0, 0]])));
    assertClose(tape.gradient(loss, labels), [Math.LN2, Math.LN2]);
  });
});

test('has a second gradient, p (1 - p), with or without the fused kernel', () => {
  tf.tidy(() => {
    for (const dtype of ['float32', 'int32'] as const) {
      const logits = tf.tensor([[0, 0]]);
      const outer = new GradientTape();
      outer.watch(logits);
      const slope = outer.run(() => {
        const inner = new GradientTape();
        inner.watch(logits);
        const loss = inner.run(() => softmaxCrossEntropy(tf.tensor([[0, 1]], [1, 2], dtype), logits));
        return tf.slice(inner.gradient(loss, logits) as tf.Tensor, [0, 0], [1, 1]);
      });
      assertClose(outer.gradient(slope, logits), [0.25, -0.25]);
    }
  });
});
