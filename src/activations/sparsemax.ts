import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../backends/with-gradient.js';
import { alongLastAxis } from './along-last-axis.js';

/** Options of {@link sparsemax}. */
export interface SparsemaxOptions {
  /** -1 by default. */
  readonly axis?: number;
}

/**
 * Probabilities along an axis, many of them exactly 0 (Martins and Astudillo, 2016).
 *
 * Source: https://keras.io/api/layers/activations/#sparsemax-function
 *
 * @example
 * activations.sparsemax(tf.tensor([[-1, 0, 2]])).numpy(); // [[0, 0, 1]]
 */
export function sparsemax(x: tf.Tensor, { axis = -1 }: SparsemaxOptions = {}): tf.Tensor {
  return alongLastAxis('sparsemax', x, axis, (last) =>
    withGradient([last], {
      forward(save) {
        const y = project(last);
        save([y]);
        return y;
      },
      gradient(dy, [y]) {
        const support = tf.cast(tf.greater(y!, 0), 'float32');
        const mean = tf.div(tf.sum(tf.mul(dy, support), -1, true), tf.sum(support, -1, true));
        return [tf.mul(support, tf.sub(dy, mean))];
      },
    }),
  );
}

/** The nearest point of the probability simplex. */
function project(z: tf.Tensor): tf.Tensor {
  const size = z.shape.at(-1)!;
  const { values: sorted } = tf.topk(z, size);
  const sums = tf.cumsum(sorted, z.rank - 1);
  const counts = tf.range(1, size + 1);
  const support = tf.cast(tf.greater(tf.sub(sorted, tf.div(tf.sub(sums, 1), counts)), 0), 'float32');
  const supported = tf.sum(tf.mul(support, sorted), -1, true);
  const tau = tf.div(tf.sub(supported, 1), tf.sum(support, -1, true));
  return tf.relu(tf.sub(z, tau));
}
