import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../../support/errors.js';
import type { TensorInput } from './convert.js';

/** Keras's integers, and the smallest and largest value of each that an int32 holds. */
const INTEGERS = {
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255],
  uint16: [0, 65535],
  uint32: [0, 2 ** 31 - 1],
  uint64: [0, 2 ** 31 - 1],
} as const;

/** A dtype of tfjs, or one of Keras's integers, which are held in an int32. */
export type DtypeId = tf.DataType | keyof typeof INTEGERS;

const HELD = ['float32', 'int32', 'bool', 'complex64', 'string'];

/** True for the name of one of Keras's integers. */
export function isInteger(dtype: string | null | undefined): dtype is keyof typeof INTEGERS {
  return dtype != null && Object.hasOwn(INTEGERS, dtype);
}

/**
 * The dtype in which tfjs holds values of this one.
 *
 * @throws ValueError for floats of other sizes and unknown names
 */
export function heldDtype(where: string, dtype: DtypeId): tf.DataType {
  if (isInteger(dtype)) return 'int32';
  if (HELD.includes(dtype)) return dtype as tf.DataType;
  throw new ValueError(
    `${where}: expected the dtype 'float32', 'bool' or one of integers, as 'int32'; received '${String(dtype)}'.`,
    { fix: "dtype: 'float32'; there are no other floats here" },
  );
}

/**
 * The values as this dtype; 8 and 16 bits go on from their other end, as in NumPy. Of integers with more of them an
 * int32 has the last 32: -1 as 'uint32' stays -1.
 */
export function castTo(where: string, x: TensorInput, dtype: DtypeId): tf.Tensor {
  const values = heldAs(x, heldDtype(where, dtype));
  const narrow = narrowOf(dtype);
  if (narrow === null) return values;
  // tfjs's remainder has the sign of the divisor.
  const [from, count] = [tf.scalar(narrow.least, 'int32'), tf.scalar(narrow.count, 'int32')];
  return tf.add(tf.mod(tf.sub(values, from), count), from);
}

function heldAs(x: TensorInput, held: tf.DataType): tf.Tensor {
  const given = x instanceof tf.Tensor ? x : tf.tensor(x);
  if (given.dtype === 'string' && held === 'string') return tf.clone(given);
  // tfjs makes numbers into float32, which has not all integers.
  if (given !== x && given.dtype === 'float32' && held === 'int32')
    return tf.tensor(x as tf.TensorLike, undefined, held);
  // tfjs casts no reals to complex numbers on wasm.
  if (given.dtype !== 'complex64' && held === 'complex64')
    return tf.complex(tf.cast(given, 'float32'), tf.zeros(given.shape));
  return tf.cast(given, held);
}

/** One number as {@link castTo} has it. */
export function numberAs(value: number, dtype: DtypeId | null): number {
  if (!isInteger(dtype)) return value;
  const { least, count } = narrowOf(dtype) ?? { least: -(2 ** 31), count: 2 ** 32 };
  const steps = (Math.trunc(value) - least) % count;
  return (steps < 0 ? steps + count : steps) + least;
}

/** The smallest integer of 8 or 16 bits, and how many there are; null for other dtypes. */
function narrowOf(dtype: DtypeId): { readonly least: number; readonly count: number } | null {
  if (!isInteger(dtype)) return null;
  const [least, most] = INTEGERS[dtype];
  return most - least < 2 ** 16 ? { least, count: most - least + 1 } : null;
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
