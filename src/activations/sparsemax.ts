import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../backends/gradients/with-gradient.js';
import { alongLastAxis } from '../backends/operations/along-last-axis.js';

/** Options of {@link sparsemax}. */
export interface SparsemaxOptions {
  /** -1 by default. */
  readonly axis?: number;
}

/**
 * Values along an axis that are mostly exactly 0 (Martins and Astudillo, 2016), computed as Keras 3 does: where
 * several are above 0 its threshold is not the paper's, and they do not add up to 1.
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
        const { size, smallest, threshold } = support(last);
        const y = tf.relu(tf.sub(last, threshold));
        save([last, size, smallest, y]);
        return y;
      },
      gradient(dy, [z, size, smallest, y]) {
        const through = tf.mul(dy, tf.cast(tf.greater(y!, 0), 'float32'));
        // The threshold counts a supported value once for each supported value that is not larger.
        const supported = tf.cast(tf.greaterEqual(z!, smallest!), 'float32');
        const notLarger = tf.cast(tf.lessEqual(tf.expandDims(z!, -2), tf.expandDims(z!, -1)), 'float32');
        const counts = tf.sum(tf.mul(notLarger, tf.expandDims(supported, -2)), -1);
        const weights = tf.div(tf.mul(supported, counts), size!);
        return [tf.sub(through, tf.mul(weights, tf.sum(through, -1, true)))];
      },
    }),
  );
}

/** How many values are supported, the smallest of them, and the threshold. */
function support(z: tf.Tensor): { size: tf.Tensor; smallest: tf.Tensor; threshold: tf.Tensor } {
  const length = z.shape.at(-1)!;
  const { values: sorted } = tf.topk(z, length);
  const sums = tf.cumsum(sorted, z.rank - 1);
  const averages = tf.div(tf.sub(sums, 1), tf.range(1, length + 1));
  const supported = tf.greater(sorted, averages);
  const size = tf.sum(tf.cast(supported, 'float32'), -1, true);
  const smallest = tf.min(tf.where(supported, sorted, tf.fill(sorted.shape, Infinity)), -1, true);
  const total = tf.sum(tf.where(supported, sums, tf.zerosLike(sums)), -1, true);
  return { size, smallest, threshold: tf.div(tf.sub(total, 1), size) };
}
