import * as tf from '@tensorflow/tfjs-core';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { isContainer } from '../support/structure.js';
import { Wire } from '../support/wire.js';
import { readIntegers, readWire } from '../support/wire-reader.js';
import { bytesOf, type Text } from './host-tensor.js';

/** The values of a feature, in one of the three lists that TensorFlow has. */
export type Feature =
  | { readonly floatList: Float32Array }
  | { readonly int64List: readonly (number | bigint)[] }
  | { readonly bytesList: readonly Uint8Array[] };

/** What a feature can be made of. Plain numbers say in their list what they are. */
export type FeatureLike =
  | { readonly floatList: ArrayLike<number> }
  | { readonly int64List: ArrayLike<number | bigint> }
  | { readonly bytesList: readonly Text[] }
  | Text
  | readonly Text[]
  | boolean
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | tf.Tensor;

/** The lists by their numbers in TensorFlow's example.proto. */
const LISTS = ['bytesList', 'floatList', 'int64List'] as const;

/** A message tf.train.Example: named features, each a list of numbers or bytes. */
export const Example = {
  /**
   * An example as the bytes of a record. Texts and bytes (Uint8Array) become a bytesList; Float32Array, Float64Array and
   * float tensors a floatList; other integer arrays, booleans and integer tensors an int64List.
   *
   * @throws ValueError for plain numbers, which may be either: `{ label: { int64List: [3] } }`
   * @see https://www.tensorflow.org/api_docs/python/tf/train/Example
   * @example
   * data.Example.encode({ image: Float32Array.of(0, 0.5), label: { int64List: [3] }, name: 'three' });
   */
  encode(features: Readonly<Record<string, FeatureLike>>): Uint8Array {
    if (!isContainer(features) || Array.isArray(features)) {
      throw new ValueError(`Example.encode: expected features by name; received ${show(features)}.`, {
        fix: 'data.Example.encode({ label: { int64List: [3] } })',
      });
    }
    const map = new Wire();
    for (const name of Object.keys(features).sort()) {
      const content = encodeFeature(`Example.encode: feature ${name}`, features[name] as FeatureLike);
      map.bytes(1, new Wire().bytes(1, name).bytes(2, content));
    }
    return new Wire().bytes(1, map).finish();
  },

  /**
   * The features of an example, as their lists. Integers that a number cannot hold are bigints.
   *
   * @throws ValueError when the bytes are no example
   * @example
   * data.Example.parse(data.Example.encode({ label: { int64List: [3] } })); // { label: { int64List: [3] } }
   */
  parse(bytes: Uint8Array): Record<string, Feature> {
    if (!(bytes instanceof Uint8Array))
      throw new ValueError(`Example.parse: expected bytes; received ${show(bytes)}.`);
    const found: [string, Feature][] = [];
    try {
      for (const features of messages(bytes, 1)) {
        for (const entry of messages(features, 1)) {
          const name = Buffer.from([...messages(entry, 1)].at(-1) ?? []).toString();
          found.push([name, parseFeature([...messages(entry, 2)])]);
        }
      }
    } catch (cause) {
      throw new ValueError(`Example.parse: expected a tf.train.Example; ${(cause as Error).message}.`, {
        cause,
      });
    }
    return Object.fromEntries(found);
  },
};

/** The messages that a message has in a field. */
function* messages(bytes: Uint8Array, wanted: number): Generator<Uint8Array, void, undefined> {
  for (const { field, value } of readWire(bytes)) {
    if (field !== wanted) continue;
    if (typeof value === 'bigint') throw new Error(`field ${field} is an integer`);
    yield value;
  }
}

function parseFeature(parts: readonly Uint8Array[]): Feature {
  let feature: Feature = { bytesList: [] };
  for (const part of parts) {
    for (const { field, value } of readWire(part)) {
      const kind = LISTS[field - 1];
      if (kind === undefined || typeof value === 'bigint')
        throw new Error(`a feature has the field ${field}`);
      if (kind === 'bytesList') feature = { bytesList: [...messages(value, 1)] };
      else if (kind === 'floatList') feature = { floatList: floatsOf(value) };
      else feature = { int64List: integersOf(value) };
    }
  }
  return feature;
}

/** Packed in one field, or one field each: both are valid. */
function floatsOf(list: Uint8Array): Float32Array {
  const parts = [...messages(list, 1)];
  const bytes = Uint8Array.from(Buffer.concat(parts));
  if (bytes.length % 4 !== 0) throw new Error(`a floatList has ${bytes.length} bytes`);
  return new Float32Array(bytes.buffer);
}

function integersOf(list: Uint8Array): (number | bigint)[] {
  const values: bigint[] = [];
  for (const { field, value } of readWire(list)) {
    if (field !== 1) continue;
    if (typeof value === 'bigint') values.push(BigInt.asIntN(64, value));
    else for (const one of readIntegers(value)) values.push(one);
  }
  return values.map((value) => {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  });
}

function encodeFeature(where: string, value: FeatureLike): Wire {
  if (value instanceof tf.Tensor) return encodeTensor(value);
  if (typeof value === 'string' || value instanceof Uint8Array) return bytesFeature(where, [value]);
  if (typeof value === 'boolean') return integerFeature(where, [Number(value)]);
  if (value instanceof Float32Array || value instanceof Float64Array) return floatFeature(where, value);
  if (ArrayBuffer.isView(value)) return integerFeature(where, value as ArrayLike<number | bigint>);
  if (Array.isArray(value) && value.some((item) => typeof item !== 'number'))
    return bytesFeature(where, value);
  if (isContainer(value) && !Array.isArray(value)) {
    const [key, ...others] = Object.keys(value);
    const list = (value as Readonly<Record<string, unknown>>)[key ?? ''];
    if (others.length === 0 && typeof list === 'object' && list !== null && 'length' in list) {
      if (key === 'floatList') return floatFeature(where, list as ArrayLike<number>);
      if (key === 'int64List') return integerFeature(where, list as ArrayLike<number>);
      if (key === 'bytesList') return bytesFeature(where, list as Text[]);
    }
  }
  const numbers = typeof value === 'number' ? `[${value}]` : Array.isArray(value) ? show(value) : '[3]';
  throw new ValueError(
    `${where}: expected a floatList, an int64List, a bytesList, a typed array, a tensor or a text; received ${show(value)}.`,
    { fix: `say what the numbers are: { floatList: ${numbers} } or { int64List: ${numbers} }` },
  );
}

function encodeTensor(tensor: tf.Tensor): Wire {
  if (tensor.dtype === 'string') return bytesFeature('', bytesOf(tensor));
  const values = tensor.dataSync();
  return tensor.dtype === 'float32' ? floatFeature('', values) : integerFeature('', values);
}

function bytesFeature(where: string, values: readonly Text[]): Wire {
  const list = new Wire();
  for (const value of values) {
    if (typeof value !== 'string' && !(value instanceof Uint8Array))
      throw new ValueError(`${where}: expected texts or bytes; received ${show(value)}.`);
    list.bytes(1, value);
  }
  return new Wire().bytes(1, list);
}

function floatFeature(where: string, values: ArrayLike<number>): Wire {
  const bytes = Buffer.alloc(4 * values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== 'number')
      throw new ValueError(`${where}: expected numbers; received ${show(value)}.`);
    bytes.writeFloatLE(value, 4 * i);
  }
  return new Wire().bytes(2, values.length === 0 ? new Wire() : new Wire().bytes(1, bytes));
}

function integerFeature(where: string, values: ArrayLike<number | bigint>): Wire {
  const list = Array.from(values);
  const odd = list.find((value) => typeof value !== 'bigint' && !Number.isSafeInteger(value));
  if (odd !== undefined) throw new ValueError(`${where}: expected integers; received ${show(odd)}.`);
  return new Wire().bytes(3, list.length === 0 ? new Wire() : new Wire().integers(1, list));
}
