import * as tf from '@tensorflow/tfjs-core';
import { type KnownShape, sizeOf } from '../support/shape.js';

/** A value of dtype string: text, or bytes where they are no text (records, packed images). */
export type Text = string | Uint8Array;

/** Numbers or texts that a pipeline holds on the host. */
export type HostValues = Float32Array | Int32Array | Uint8Array | Text[];

export type HostType = 'float32' | 'int32' | 'bool' | 'string';

/** Values that are made when they are wanted: on the host, or as a tensor in the memory of the backend. */
export interface LateValues {
  values(): HostValues;
  tensor(): tf.Tensor;
}

/** One value of an element on the host: what a tensor is made of where somebody wants one. */
export class HostTensor {
  #values: HostValues | undefined;
  readonly #late: LateValues | undefined;

  constructor(
    values: HostValues | LateValues,
    readonly shape: KnownShape,
    readonly dtype: HostType,
  ) {
    if (Array.isArray(values) || ArrayBuffer.isView(values)) this.#values = values;
    else this.#late = values;
  }

  get values(): HostValues {
    this.#values ??= (this.#late as LateValues).values();
    return this.#values;
  }

  get size(): number {
    return sizeOf(this.shape);
  }

  /** Bytes of the values; 0 for texts. */
  get bytes(): number {
    return ArrayBuffer.isView(this.values) ? this.values.byteLength : 0;
  }

  /** A new tensor; it may share the memory of the values. */
  tensor(): tf.Tensor {
    if (this.#late !== undefined) return this.#late.tensor();
    const { values, dtype } = this;
    if (Array.isArray(values)) return tf.tensor(sameKind(values) as string[], [...this.shape], dtype);
    const wide = dtype === 'int32' && values instanceof Uint8Array ? Int32Array.from(values) : values;
    return tf.tensor(wide as tf.TypedArray, [...this.shape], dtype);
  }

  /** Part `index` along the first axis; shares the memory. */
  at(index: number): HostTensor {
    const shape = this.shape.slice(1);
    const size = sizeOf(shape);
    const [from, to] = [index * size, (index + 1) * size];
    return new HostTensor(partOf(this.values, from, to), shape, this.dtype);
  }
}

/** tfjs takes all values for what the first one is. */
function sameKind(values: readonly Text[]): readonly Text[] {
  if (values.every((value) => typeof value === 'string')) return values;
  return values.map((value) => (typeof value === 'string' ? Buffer.from(value) : value));
}

/** One integer. */
export function int32Scalar(value: number): HostTensor {
  return new HostTensor(Int32Array.of(value), [], 'int32');
}

/** The values `from` ... `to - 1`; numbers share the memory. */
export function partOf(values: HostValues, from: number, to: number): HostValues {
  return Array.isArray(values) ? values.slice(from, to) : values.subarray(from, to);
}

/** Room for `count` values of a type. */
export function emptyValues(dtype: HostType, count: number): HostValues {
  if (dtype === 'string') return new Array<Text>(count).fill('');
  if (dtype === 'int32') return new Int32Array(count);
  return dtype === 'bool' ? new Uint8Array(count) : new Float32Array(count);
}

/** Copies the values of `from` into `to` from `offset` on. */
export function putValues(to: HostValues, from: HostValues, offset: number): void {
  if (ArrayBuffer.isView(to)) (to as Float32Array).set(from as ArrayLike<number>, offset);
  else for (let i = 0; i < from.length; i++) to[offset + i] = from[i] as Text;
}

/** The values of a string tensor as bytes, which need not be text. */
export function bytesOf(tensor: tf.Tensor): Uint8Array[] {
  return tf.engine().readSync(tensor.dataId) as unknown as Uint8Array[];
}
