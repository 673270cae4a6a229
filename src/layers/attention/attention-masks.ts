import * as tf from '@tensorflow/tfjs-core';

/** Which positions of the values each position of the query may see: booleans `[1, queries, values]`. */
export function causalMask(queries: number, values: number): tf.Tensor {
  return tf.greaterEqual(rowNumbers(queries), columnNumbers(values));
}

/** The positions nearer than `width`, on both sides: booleans `[1, queries, values]`. */
export function slidingWindowMask(queries: number, values: number, width: number): tf.Tensor {
  return tf.less(tf.abs(tf.sub(rowNumbers(queries), columnNumbers(values))), width);
}

/** Both masks together; null is a mask that lets everything pass. */
export function bothMasks(a: tf.Tensor | null, b: tf.Tensor | null): tf.Tensor | null {
  if (a === null || b === null) return a ?? b;
  return tf.logicalAnd(tf.cast(a, 'bool'), tf.cast(b, 'bool'));
}

function rowNumbers(count: number): tf.Tensor {
  return tf.reshape(tf.range(0, count), [1, count, 1]);
}

function columnNumbers(count: number): tf.Tensor {
  return tf.reshape(tf.range(0, count), [1, 1, count]);
}
