import type * as tf from '@tensorflow/tfjs-core';

/** TensorFlow's numbers for data types (TF_DataType), as tfjs-node's kernels name them. */
export const TF_TYPES = {
  TF_FLOAT: 1,
  TF_INT32: 3,
  TF_UINT8: 4,
  TF_STRING: 7,
  TF_COMPLEX64: 8,
  TF_INT64: 9,
  TF_BOOL: 10,
  TF_RESOURCE: 20,
} as const;

/** TensorFlow's numbers for the kinds of attributes (TF_AttrType). */
export const TF_ATTRIBUTES = {
  TF_ATTR_STRING: 0,
  TF_ATTR_INT: 1,
  TF_ATTR_FLOAT: 2,
  TF_ATTR_BOOL: 3,
  TF_ATTR_TYPE: 4,
  TF_ATTR_SHAPE: 5,
} as const;

/** An attribute of an operation, as tfjs-node's kernels give it. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | readonly number[];
}

const NUMBERS: Readonly<Record<tf.DataType, number>> = {
  float32: TF_TYPES.TF_FLOAT,
  int32: TF_TYPES.TF_INT32,
  bool: TF_TYPES.TF_BOOL,
  complex64: TF_TYPES.TF_COMPLEX64,
  string: TF_TYPES.TF_STRING,
};

const DTYPES = new Map<number, tf.DataType>(
  Object.entries(NUMBERS).map(([dtype, number]) => [number, dtype as tf.DataType]),
);

/** TensorFlow's number for a tfjs dtype. */
export function typeNumber(dtype: tf.DataType): number {
  return NUMBERS[dtype];
}

/** The tfjs dtype for TensorFlow's number; undefined where tfjs has none. */
export function dtypeOf(number: number): tf.DataType | undefined {
  return DTYPES.get(number);
}

/** The attribute that names a type, by its dtype or that of a tensor or of the first of some. */
export function typeAttribute(
  name: string,
  of: tf.DataType | tf.TensorInfo | readonly tf.TensorInfo[],
): Attribute {
  const one = Array.isArray(of) ? (of as readonly tf.TensorInfo[])[0]! : (of as tf.DataType | tf.TensorInfo);
  const dtype = typeof one === 'string' ? one : one.dtype;
  return { name, type: TF_ATTRIBUTES.TF_ATTR_TYPE, value: typeNumber(dtype) };
}

/** An attribute that is an integer, or a list of them. */
export function intAttribute(name: string, value: number | readonly number[]): Attribute {
  return { name, type: TF_ATTRIBUTES.TF_ATTR_INT, value };
}

/** An attribute that is true or false. */
export function boolAttribute(name: string, value: boolean): Attribute {
  return { name, type: TF_ATTRIBUTES.TF_ATTR_BOOL, value };
}

/** An attribute that is a text. */
export function textAttribute(name: string, value: string): Attribute {
  return { name, type: TF_ATTRIBUTES.TF_ATTR_STRING, value };
}

/** Sizes as the C API takes them: 64-bit integers, in memory that is there even where there are none. */
export function longs(values: readonly number[]): BigInt64Array {
  const list = new BigInt64Array(Math.max(values.length, 1));
  for (let i = 0; i < values.length; i++) list[i] = BigInt(values[i]!);
  return list;
}

/** The attributes of a GatherV2 that takes parts of a tensor, by int32 numbers. */
export function gatherAttributes(dtype: tf.DataType): Attribute[] {
  return [
    intAttribute('batch_dims', 0),
    typeAttribute('Tparams', dtype),
    typeAttribute('Tindices', 'int32'),
    typeAttribute('Taxis', 'int32'),
  ];
}
