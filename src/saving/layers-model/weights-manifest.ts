import type { io } from '@tensorflow/tfjs-core';
import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { sizeOf } from '../../support/shape.js';
import type { H5Array } from '../hdf5/h5-tree.js';
import { fromFloat16, toFloat16 } from './float16.js';

/** How TensorFlow.js packs the weights of a file into fewer bytes. */
export type Quantization = 'uint8' | 'uint16' | 'float16';

/** A weight of a layers model, by the name that the file calls it. */
export interface NamedArray {
  readonly name: string;
  /** 'optimizer' for what is no weight of the model. */
  readonly group?: string | undefined;
  readonly array: H5Array;
}

const BYTES: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1, uint8: 1 };
const PACKED_BYTES: Readonly<Record<Quantization, number>> = { uint8: 1, uint16: 2, float16: 2 };

/**
 * The weights that a manifest tells about, out of the bytes of all shards.
 *
 * @param where what the file is called in errors
 * @throws ValueError when the manifest is none, or the bytes are more or fewer than it says
 */
export function decodeWeights(specs: unknown, bytes: Uint8Array, where: string): NamedArray[] {
  if (!Array.isArray(specs)) {
    throw new ValueError(`${where}: expected a list of weights in its manifest; received ${show(specs)}.`);
  }
  const weights = (specs as io.WeightsManifestEntry[]).map((spec) => checkSpec(spec, where));
  const expected = weights.reduce((sum, { size, width }) => sum + size * width, 0);
  if (expected !== bytes.length) {
    throw new ValueError(
      `${where}: expected ${expected} bytes of weights, as its manifest says; received ${bytes.length}.`,
      { fix: 'the file is damaged, or the weights are those of another one: get it again' },
    );
  }
  let at = 0;
  return weights.map(({ spec, size, width }) => {
    // A copy begins where numbers of several bytes may begin.
    const part = new Uint8Array(bytes.subarray(at, at + size * width));
    at += size * width;
    return {
      name: spec.name,
      group: spec.group,
      array: { shape: spec.shape, data: valuesOf(spec, part) },
    };
  });
}

interface CheckedSpec {
  readonly spec: io.WeightsManifestEntry;
  readonly size: number;
  readonly width: number;
}

function checkSpec(spec: io.WeightsManifestEntry, where: string): CheckedSpec {
  const { name, shape, dtype, quantization } = spec ?? {};
  const sizes = Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size) && size >= 0);
  if (typeof name !== 'string' || !sizes) {
    throw new ValueError(`${where}: expected a weight with name and shape; received ${show(spec)}.`);
  }
  const width =
    quantization == null ? BYTES[dtype] : PACKED_BYTES[(quantization as { dtype: Quantization }).dtype];
  if (width === undefined) {
    throw new ValueError(
      `${where}: expected the weight ${name} as float32, int32 or bool, or packed as uint8, uint16 or float16; ` +
        `received ${dtype}${quantization == null ? '' : ` packed as ${show(quantization)}`}.`,
    );
  }
  return { spec, size: sizeOf(shape), width };
}

function valuesOf({ dtype, quantization }: io.WeightsManifestEntry, { buffer }: Uint8Array): H5Array['data'] {
  if (quantization == null) {
    if (dtype === 'float32') return new Float32Array(buffer as ArrayBuffer);
    return dtype === 'int32' ? new Int32Array(buffer as ArrayBuffer) : new Uint8Array(buffer as ArrayBuffer);
  }
  const { dtype: packing, scale = 1, min = 0 } = quantization;
  const packed =
    packing === 'uint8' ? new Uint8Array(buffer as ArrayBuffer) : new Uint16Array(buffer as ArrayBuffer);
  if (packing === 'float16') return new Float32Array(packed).map(fromFloat16);
  if (dtype === 'int32') return new Int32Array(packed).map((step) => Math.round(step * scale + min));
  return new Float32Array(packed).map((step) => step * scale + min);
}

/** A manifest and the bytes that belong to it; what is no float is never packed. */
export function encodeWeights(
  weights: readonly NamedArray[],
  quantization?: Quantization,
): { readonly specs: io.WeightsManifestEntry[]; readonly bytes: Uint8Array } {
  const parts = weights.map((weight) => encodeWeight(weight, quantization));
  const bytes = Buffer.concat(
    parts.map(({ data: { buffer, byteOffset, byteLength } }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  return { specs: parts.map(({ spec }) => spec), bytes };
}

interface EncodedWeight {
  readonly spec: io.WeightsManifestEntry;
  readonly data: Float32Array | Int32Array | Uint8Array | Uint16Array;
}

function encodeWeight(
  { name, group, array: { shape, data } }: NamedArray,
  packing?: Quantization,
): EncodedWeight {
  const spec = { name, shape: [...shape], ...(group !== undefined && { group: group as io.WeightGroup }) };
  if (!(data instanceof Float32Array)) {
    return { spec: { ...spec, dtype: 'int32' }, data: Int32Array.from(data as Iterable<number>, Number) };
  }
  if (packing === undefined) return { spec: { ...spec, dtype: 'float32' }, data };
  if (packing === 'float16') {
    return {
      spec: { ...spec, dtype: 'float32', quantization: { dtype: packing } },
      data: new Uint16Array(data.map(toFloat16)),
    };
  }
  const { min, scale } = steps(data, packing === 'uint8' ? 255 : 65535);
  const packed = data.map((value) => Math.round((value - min) / scale));
  return {
    spec: { ...spec, dtype: 'float32', quantization: { dtype: packing, min, scale } },
    data: packing === 'uint8' ? new Uint8Array(packed) : new Uint16Array(packed),
  };
}

/** Where the steps begin and how far they are apart, so that zero is one of them, as the converter's. */
function steps(data: Float32Array, most: number): { readonly min: number; readonly scale: number } {
  let [low, high] = [0, 0];
  for (const value of data) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === high) return { min: 0, scale: 1 };
  const scale = (high - low) / most;
  return { min: Math.round(low / scale) * scale, scale };
}
