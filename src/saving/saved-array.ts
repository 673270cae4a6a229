import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../backends/variable.js';
import { ValueError } from '../support/errors.js';
import type { H5Array, H5Data } from './hdf5/h5-tree.js';

/** A variable's value; integers are 64 bits wide, as Keras's. */
export function toH5Array(variable: tf.Tensor): H5Array {
  const values = variable.dataSync();
  const data = variable.dtype === 'int32' ? BigInt64Array.from(values, BigInt) : values;
  return { shape: variable.shape, data: data as H5Data };
}

/** Gives a variable the value of an array of the same shape. */
export function assignArray(variable: Variable, { shape, data }: H5Array, where: string): void {
  const integer = variable.dtype !== 'float32';
  const values = integer
    ? Int32Array.from(data as Iterable<number | bigint>, (value) => toInteger(value, where))
    : toFloats(data);
  const tensor = tf.tensor(values, [...shape], integer ? 'int32' : 'float32');
  variable.assign(tensor);
  tensor.dispose();
}

/** The values as floats. */
export function toFloats(data: H5Data): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data as Iterable<number | bigint>, Number);
}

function toInteger(value: number | bigint, where: string): number {
  const number = Number(value);
  if (Math.abs(number) < 2 ** 31) return number;
  throw new ValueError(`${where}: expected integers of 32 bits; received ${value}.`);
}
