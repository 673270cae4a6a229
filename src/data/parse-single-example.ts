import * as tf from '@tensorflow/tfjs-core';
import { checkChoice, checkOptions, show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { type KnownShape, showShape, sizeOf } from '../support/shape.js';
import { Example, type Feature } from './example.js';
import { bytesOf, type Text } from './host-tensor.js';

/** TensorFlow's types of features. int64 becomes int32, which is what tensors have. */
export type FeatureType = 'float32' | 'int64' | 'int32' | 'string';

const LIST_OF = {
  float32: 'floatList',
  int64: 'int64List',
  int32: 'int64List',
  string: 'bytesList',
} as const;

const TYPES = Object.keys(LIST_OF) as FeatureType[];

type Values = readonly (number | bigint)[] | Float32Array | readonly Text[];

/** What a {@link FixedLenFeature} is. */
export interface FixedLenFeatureOptions {
  readonly shape: KnownShape;
  readonly dtype: FeatureType;
  /** Stands for a feature that an example does not have: one value for all places, or all of them. */
  readonly defaultValue?: DefaultValue | undefined;
}

type DefaultValue = number | Text | readonly (number | Text)[] | null;

/**
 * A feature with as many values as its shape has; its parts in one object, or in TensorFlow's order.
 * See https://www.tensorflow.org/api_docs/python/tf/io/FixedLenFeature.
 *
 * @example
 * new data.FixedLenFeature([28, 28], 'float32');
 * new data.FixedLenFeature({ shape: [], dtype: 'int64', defaultValue: -1 });
 */
export class FixedLenFeature {
  readonly shape: KnownShape;
  readonly dtype: FeatureType;
  readonly defaultValue: DefaultValue | undefined;

  constructor(options: FixedLenFeatureOptions);
  constructor(shape: KnownShape, dtype: FeatureType, defaultValue?: DefaultValue);
  constructor(given: KnownShape | FixedLenFeatureOptions, dtype?: FeatureType, defaultValue?: DefaultValue) {
    const where = 'FixedLenFeature';
    const options = Array.isArray(given) ? { shape: given as KnownShape, dtype, defaultValue } : given;
    const all = checkOptions(where, options, ['shape', 'dtype', 'defaultValue']) as FixedLenFeatureOptions;
    if (!Array.isArray(all.shape) || !all.shape.every((size) => Number.isInteger(size) && size >= 0))
      throw new ValueError(`${where}: expected a shape; received ${show(all.shape)}.`);
    this.shape = all.shape;
    this.dtype = checkChoice(where, 'dtype', all.dtype, TYPES);
    this.defaultValue = all.defaultValue;
  }
}

/**
 * A feature of any number of values, a vector of them: `new data.VarLenFeature('int64')`.
 * See https://www.tensorflow.org/api_docs/python/tf/io/VarLenFeature.
 */
export class VarLenFeature {
  readonly dtype: FeatureType;

  constructor(given: FeatureType | { readonly dtype: FeatureType }) {
    const where = 'VarLenFeature';
    const { dtype } = typeof given === 'string' ? { dtype: given } : checkOptions(where, given, ['dtype']);
    this.dtype = checkChoice(where, 'dtype', dtype, TYPES);
  }
}

/**
 * The values of an example (bytes of tf.train.Example) as tensors by name. A VarLenFeature gives a vector, empty where the
 * example does not have it; TensorFlow gives the same values as a SparseTensor.
 *
 * @param serialized the bytes, or a string scalar of a {@link TFRecordDataset}
 * @param features what to read: FixedLenFeature and VarLenFeature by name
 * @throws ValueError when a feature is missing, of another type, or has another number of values
 * @see https://www.tensorflow.org/api_docs/python/tf/io/parse_single_example
 * @example
 * const record = data.Example.encode({ x: Float32Array.of(1, 2), tags: ['a', 'b'] });
 * data.parseSingleExample(record, {
 *   x: new data.FixedLenFeature([2], 'float32'),
 *   tags: new data.VarLenFeature('string'),
 * }); // { x: [1, 2], tags: ['a', 'b'] }
 */
export function parseSingleExample<const F extends Readonly<Record<string, FixedLenFeature | VarLenFeature>>>(
  serialized: tf.Tensor | Uint8Array,
  features: F,
): { -readonly [K in keyof F]: tf.Tensor } {
  const found = Example.parse(recordOf(serialized));
  return Object.fromEntries(
    Object.entries(features).map(([name, wanted]) => [
      name,
      read(
        `parseSingleExample: feature ${name}`,
        Object.hasOwn(found, name) ? found[name] : undefined,
        wanted,
      ),
    ]),
  ) as { -readonly [K in keyof F]: tf.Tensor };
}

function recordOf(serialized: unknown): Uint8Array {
  if (serialized instanceof Uint8Array) return serialized;
  if (serialized instanceof tf.Tensor && serialized.dtype === 'string' && serialized.size === 1)
    return bytesOf(serialized)[0] as Uint8Array;
  throw new ValueError(
    `parseSingleExample: expected the bytes of one example, or a string scalar; received ${show(serialized)}.`,
  );
}

function read(where: string, feature: Feature | undefined, wanted: unknown): tf.Tensor {
  if (wanted instanceof VarLenFeature) {
    const values = feature === undefined ? [] : valuesOf(where, feature, wanted.dtype);
    return tensorOf(where, values, [values.length], wanted.dtype);
  }
  if (!(wanted instanceof FixedLenFeature)) {
    throw new ValueError(
      `${where}: expected a FixedLenFeature or a VarLenFeature; received ${show(wanted)}.`,
    );
  }
  const { shape, dtype, defaultValue } = wanted;
  const size = sizeOf(shape);
  if (feature === undefined) {
    if (defaultValue == null) {
      throw new ValueError(`${where}: the example does not have it.`, {
        fix: 'new data.FixedLenFeature(shape, dtype, defaultValue) fills it in',
      });
    }
    const isOne = !Array.isArray(defaultValue);
    const values = isOne ? new Array<number | Text>(size).fill(defaultValue as number | Text) : defaultValue;
    if (values.length !== size)
      throw new ShapeError(`${where}: expected ${size} default values; received ${values.length}.`);
    return tensorOf(where, values as Values, shape, dtype);
  }
  const values = valuesOf(where, feature, dtype);
  if (values.length !== size) {
    throw new ShapeError(
      `${where}: expected the ${size} values of the shape ${showShape(shape)}; received ${values.length}.`,
      { fix: 'a VarLenFeature has any number of values' },
    );
  }
  return tensorOf(where, values, shape, dtype);
}

function valuesOf(where: string, feature: Feature, dtype: FeatureType): Values {
  const list = LIST_OF[dtype];
  const [kind, values] = Object.entries(feature)[0] as [string, Values];
  // An example without values in a feature may leave open of which kind they would be.
  if (kind === list || values.length === 0) return values;
  throw new ValueError(`${where}: expected the list ${list}, as ${dtype} needs; received ${kind}.`);
}

function tensorOf(where: string, values: Values, shape: KnownShape, dtype: FeatureType): tf.Tensor {
  if (dtype === 'string') {
    const bytes = (values as readonly Text[]).map((value) => Buffer.from(value as Uint8Array));
    return tf.tensor(bytes as unknown as string[], [...shape], 'string');
  }
  if (dtype === 'float32') return tf.tensor(Float32Array.from(values as readonly number[]), [...shape]);
  const integers = Int32Array.from(values as readonly number[], Number);
  const odd = integers.findIndex((value, i) => value !== Number(values[i]));
  if (odd >= 0)
    throw new ValueError(
      `${where}: expected integers of 32 bits, which tensors have; received ${values[odd]}.`,
    );
  return tf.tensor(integers, [...shape], 'int32');
}
