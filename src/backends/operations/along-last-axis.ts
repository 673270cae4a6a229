import * as tf from '@tensorflow/tfjs-core';
import { positiveAxis, sizeOf } from '../../support/shape.js';

/** Applies what works along the last axis along another one, several as one, or all (null). */
export function alongAxes(
  where: string,
  x: tf.Tensor,
  axis: number | readonly number[] | null,
  apply: (x: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  if (typeof axis === 'number') return alongLastAxis(where, x, axis, apply);
  const all = x.shape.map((_, i) => i);
  const axes = axis === null ? all : axis.map((one) => positiveAxis(where, one, x.rank));
  const order = [...all.filter((i) => !axes.includes(i)), ...axes];
  return tf.tidy(() => {
    const moved = tf.transpose(x, order);
    const kept = moved.shape.slice(0, x.rank - axes.length);
    const length = sizeOf(moved.shape.slice(kept.length));
    const applied = tf.reshape(apply(tf.reshape(moved, [...kept, length])), moved.shape);
    return tf.transpose(
      applied,
      all.map((i) => order.indexOf(i)),
    );
  });
}

/** Applies what works along the last axis along another one. */
export function alongLastAxis(
  where: string,
  x: tf.Tensor,
  axis: number,
  apply: (x: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const index = positiveAxis(where, axis, x.rank);
  if (index === x.rank - 1) return apply(x);
  const order = x.shape.map((_, i) => i);
  [order[index], order[x.rank - 1]] = [x.rank - 1, index];
  return tf.tidy(() => tf.transpose(apply(tf.transpose(x, order)), order));
}
