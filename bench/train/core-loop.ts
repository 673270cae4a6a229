/** A loop written by hand on tfjs-core, on tfjs's own wasm backend: no metrics, no shuffling, batches cut beforehand. */
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { GIVEN, trainee } from './trainee.js';

await trainee(async ({ images, labels }) => {
  if (GIVEN.model !== 'mlp' || GIVEN.watched) throw new Error('written for the MLP alone');
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs: wasm could not be loaded');
  const weights = (rows: number, columns: number) =>
    tf.variable(tf.randomUniform([rows, columns], -0.08, 0.08));
  const [w1, b1] = [weights(784, 64), tf.variable(tf.zeros([64]))];
  const [w2, b2] = [weights(64, 10), tf.variable(tf.zeros([10]))];
  const optimizer = tf.train.adam(0.001);
  const loss = (x: tf.Tensor2D, y: tf.Tensor2D) => {
    const hidden = tf.relu(tf.add(tf.matMul(x, w1 as tf.Tensor2D), b1));
    const logits = tf.add(tf.matMul(hidden as tf.Tensor2D, w2 as tf.Tensor2D), b2);
    return tf.losses.softmaxCrossEntropy(y, logits) as tf.Scalar;
  };
  const { batch, samples: total } = GIVEN;
  const batches = Array.from({ length: Math.floor(total / batch) }, (_, i) => ({
    x: tf.tensor2d(images.subarray(i * batch * 784, (i + 1) * batch * 784), [batch, 784]),
    y: tf.tensor2d(labels.subarray(i * batch * 10, (i + 1) * batch * 10), [batch, 10]),
  }));
  return async (samples, epochs) => {
    let last: tf.Scalar | null = null;
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const { x, y } of batches.slice(0, samples / batch)) {
        last?.dispose();
        last = optimizer.minimize(() => loss(x, y), true);
      }
    }
    await last?.data();
    last?.dispose();
  };
});
