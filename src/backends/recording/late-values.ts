import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../../support/shape.js';

/** Types whose values are written into an array of numbers. */
export type NumberType = 'float32' | 'int32' | 'bool';

/** Their names. */
export const NUMBER_TYPES: readonly tf.DataType[] = ['float32', 'int32', 'bool'] satisfies NumberType[];

/** An array that holds the values of such a type. */
export type NumberValues = Float32Array | Int32Array | Uint8Array;

/** Writes all values of a tensor. */
export type Fill = (into: NumberValues) => void;

/** Some rows of values that the backend may hold itself. */
export interface ChosenRows {
  /** All rows, one behind the other. */
  readonly values: NumberValues;
  /** Writes the numbers of those that are chosen. */
  numbers(into: Int32Array): void;
}

/** What a backend has whose memory JavaScript can write and read itself. */
export interface LateBackend {
  /** A tensor whose values are written by `fill`, once or several times; null where they have to be there now. */
  late(shape: KnownShape, dtype: NumberType, fill: Fill, rows: ChosenRows | null): tf.Tensor | null;
  /** The values of a tensor where they lie; null where they have to be copied. */
  lying(dataId: object): NumberValues | null;
}

/**
 * The values of a tensor where they lie, which nobody may change; they stay when the tensor is disposed of, as long as
 * somebody refers to this very array. null if the backend in use has to copy them.
 */
export function lyingValues(tensor: tf.Tensor): NumberValues | null {
  const backend = tf.backend() as unknown as Partial<LateBackend>;
  return backend.lying?.(tensor.dataId) ?? null;
}

/**
 * A tensor whose values `fill` writes into the backend's own memory when they are used, which saves an array and a copy.
 * Where they are rows of values that the backend holds, it may take them there. null if the backend in use cannot do that.
 */
export function lateTensor(
  shape: KnownShape,
  dtype: NumberType,
  fill: Fill,
  rows: ChosenRows | null = null,
): tf.Tensor | null {
  const backend = tf.backend() as unknown as Partial<LateBackend>;
  return backend.late?.(shape, dtype, fill, rows) ?? null;
}

/** An array for `size` values, over a part of a buffer if one is given. */
export function numberValues(
  dtype: NumberType,
  size: number,
  buffer?: ArrayBufferLike,
  at = 0,
): NumberValues {
  const Values = dtype === 'float32' ? Float32Array : dtype === 'int32' ? Int32Array : Uint8Array;
  return buffer === undefined ? new Values(size) : new Values(buffer as ArrayBuffer, at, size);
}
