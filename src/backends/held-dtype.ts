import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';

/** Keras's integers and what 32 bits make of them: the smallest and largest value, and how many there are. */
const INTEGERS = {
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255],
  uint16: [0, 65535],
  uint32: [0, 2 ** 31 - 1],
} as const;

/** A dtype of tfjs, or one of Keras's integers, which are held in an int32. */
export type DtypeId = tf.DataType | keyof typeof INTEGERS;

const HELD = ['float32', 'int32', 'bool', 'complex64', 'string'];

/**
 * The dtype in which tfjs holds values of this one.
 *
 * @throws ValueError for floats of other sizes and unknown names
 */
export function heldDtype(where: string, dtype: DtypeId): tf.DataType {
  if (Object.hasOwn(INTEGERS, dtype)) return 'int32';
  if (HELD.includes(dtype)) return dtype as tf.DataType;
  throw new ValueError(
    `${where}: expected the dtype 'float32', 'bool' or one of integers, as 'int32'; received '${String(dtype)}'.`,
    { fix: "dtype: 'float32'; there are no other floats here" },
  );
}

/** The values as this dtype; integers that it cannot hold go on from its other end, as in NumPy. */
export function castTo(where: string, x: tf.Tensor, dtype: DtypeId): tf.Tensor {
  const values = tf.cast(x, heldDtype(where, dtype));
  const [least, most] = INTEGERS[dtype as keyof typeof INTEGERS] ?? [];
  if (least === undefined || most - least >= 2 ** 31 - 1) return values;
  // tfjs's remainder has the sign of the divisor.
  const [from, count] = [tf.scalar(least, 'int32'), tf.scalar(most - least + 1, 'int32')];
  return tf.add(tf.mod(tf.sub(values, from), count), from);
}

/** The values as this dtype; those that it cannot hold become its smallest or largest. */
export function saturatedTo(where: string, x: tf.Tensor, dtype: DtypeId): tf.Tensor {
  const held = heldDtype(where, dtype);
  const [least, most] = dtype === 'bool' ? [0, 1] : (INTEGERS[dtype as keyof typeof INTEGERS] ?? []);
  if (least === undefined || x.dtype === 'bool') return tf.cast(x, held);
  // The largest float32 below 2^31 where that is not one.
  const last = x.dtype === 'float32' && most > 2 ** 24 ? 2 ** 31 - 128 : most;
  // tfjs's clip takes integers for floats on wasm.
  const [low, high] = [least, last].map((limit) => tf.scalar(limit, x.dtype as 'float32'));
  return tf.cast(tf.minimum(tf.maximum(x, low as tf.Scalar), high as tf.Scalar), held);
}
