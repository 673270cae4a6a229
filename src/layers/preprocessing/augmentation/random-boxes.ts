import * as tf from '@tensorflow/tfjs-core';

/** Where a box begins and ends on an axis, one for each image. */
export type Edges = readonly [start: tf.Tensor, end: tf.Tensor];

/** Edges of boxes whose lengths are a share of `size`, at places that `at` tells, from 0 to 1. */
export function boxEdges(size: number, share: tf.Tensor, at: tf.Tensor): Edges {
  const length = tf.mul(share, size);
  const start = tf.mul(at, tf.sub(size, length));
  return [start, tf.add(start, length)];
}

/** True in the box of each image: `[batch, height, width, channels]`. */
export function boxMasks(shape: readonly number[], [x0, x1]: Edges, [y0, y1]: Edges): tf.Tensor {
  const [batch, height, width, channels] = shape as [number, number, number, number];
  const within = (size: number, place: number[], from: tf.Tensor, to: tf.Tensor) => {
    const grid = tf.reshape(tf.range(0, size, 1, 'float32'), place);
    const each = (edge: tf.Tensor) => tf.reshape(edge, [batch, 1, 1, 1]);
    return tf.logicalAnd(tf.greaterEqual(grid, each(from)), tf.less(grid, each(to)));
  };
  const columns = within(width, [1, 1, width, 1], x0, x1);
  const rows = within(height, [1, height, 1, 1], y0, y1);
  return tf.tile(tf.logicalAnd(columns, rows), [1, 1, 1, channels]);
}
