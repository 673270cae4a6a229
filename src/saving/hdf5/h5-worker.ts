/** The thread in which the HDF5 library runs: a damaged file may break it, or keep it busy for ever. */
import { parentPort } from 'node:worker_threads';
import type { Attribute, Dataset, Group, Metadata } from 'h5wasm';
import { fromFloat16 } from '../layers-model/float16.js';
import { type H5Array, type H5Attribute, type H5Data, type H5Group, isH5Array } from './h5-tree.js';

/** What the thread is asked to do. */
export type H5Request = { readonly read: Uint8Array } | { readonly write: H5Group };

/** What it answers. `broken`: the library itself has failed and must not be used again. */
export type H5Answer =
  | { readonly group: H5Group }
  | { readonly bytes: Uint8Array }
  | { readonly failure: string; readonly broken: boolean };

/** Kinds of values in HDF5's terms. */
const INTEGER = 0;
const FLOAT = 1;
const STRING = 3;
const OPAQUE = 5;
/** Its name for the set of characters. */
const UTF8 = 1;

const DEEPEST = 32;
const MOST_NODES = 200_000;
const MOST_BYTES = 2 ** 32;
/** More than this of one byte is no honest file, as in `zip.ts`; small arrays, which may be all zeros, are. */
const LARGEST_RATIO = 100;
const SMALLEST_BOUND = 2 ** 26;
/** HDF5's limit for what stands in the header of an object. */
const HEADER_BYTES = 64_512;
const FILE = '/file.h5';
/** What the library says where it cannot follow an address, be it that of the file's beginning. */
const NOWHERE = 'error - name not defined!';

// What the library prints about damaged files goes nowhere: its errors say it too.
console.error = () => undefined;
const { default: h5wasm } = await import('h5wasm');
const hdf5 = await h5wasm.ready;
const { FS } = hdf5;

/** A file that says what cannot be. */
class Refused extends Error {}

/** Reads everything in a file, within the bounds of what its size allows. */
class Reader {
  readonly buffers: ArrayBuffer[] = [];
  #nodes = 0;
  #bytes = 0;

  constructor(private readonly size: number) {}

  group(group: Group, path: string, depth = 0): H5Group {
    if (depth > DEEPEST) throw new Refused(`its groups lie deeper than ${DEEPEST}, at ${path}`);
    const children = new Map<string, H5Group | H5Array>();
    for (const name of group.keys()) {
      const place = `${path}/${name}`;
      this.#count(place);
      if (name === '' || name === '.' || name === '..' || name.includes('/'))
        throw new Refused(`it has an entry named '${name}'`);
      const child = group.get(name);
      if (child instanceof h5wasm.Dataset) children.set(name, this.#array(child, place));
      else if (child instanceof h5wasm.Group) children.set(name, this.group(child, place, depth + 1));
      else throw new Refused(`${place} is neither a group nor a data set of this file`);
    }
    return { attributes: this.#attributes(group, path), children };
  }

  #attributes(owner: Group, path: string): Map<string, H5Attribute> {
    const attributes = new Map<string, H5Attribute>();
    for (const [name, attribute] of Object.entries(owner.attrs)) {
      this.#count(path);
      const value = this.#attribute(attribute, `${path}@${name}`);
      if (value !== undefined) attributes.set(name, value);
    }
    return attributes;
  }

  /** Kinds of attributes that no format here uses are left out. */
  #attribute(attribute: Attribute, path: string): H5Attribute | undefined {
    const { shape, metadata } = attribute;
    if (shape === null || ![INTEGER, FLOAT, STRING].includes(metadata.type)) return undefined;
    this.#account(path, shape, metadata.size, false);
    const { value } = attribute;
    if (typeof value === 'string') return asText(value, metadata);
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    if (Array.isArray(value)) return value.map((one) => asText(String(one), metadata));
    return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>, Number) : undefined;
  }

  #array(dataset: Dataset, path: string): H5Array {
    const { shape, metadata } = dataset;
    if (shape === null) throw new Refused(`${path} has no shape`);
    const half = halfReader(dataset);
    if (half === undefined && (![INTEGER, FLOAT].includes(metadata.type) || !metadata.littleEndian))
      throw new Refused(`${path} holds other values than little-endian numbers`);
    this.#account(path, shape, metadata.size, dataset.filters.length > 0);
    const data =
      half === undefined
        ? asData(metadata, dataset.value, path)
        : new Float32Array(bitsOf(dataset)).map(half);
    const count = shape.reduce((product, size) => product * size, 1);
    if (data.length !== count) throw new Refused(`${path} has ${data.length} values for ${count} places`);
    this.buffers.push(data.buffer as ArrayBuffer);
    return { shape: [...shape], data };
  }

  #count(place: string): void {
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) throw new Refused(`it has more than ${MOST_NODES} entries, at ${place}`);
  }

  /** Counts bytes before anything is read: a shape that the file cannot hold is refused. */
  #account(path: string, shape: readonly number[], size: number, packed: boolean): void {
    const bytes = shape.reduce((product, one) => product * one, size);
    this.#bytes += bytes;
    const unpacked = Math.min(MOST_BYTES, Math.max(SMALLEST_BOUND, this.size * LARGEST_RATIO));
    if (bytes > (packed ? unpacked : this.size) || this.#bytes > unpacked)
      throw new Refused(`${path} claims the shape [${shape.join(', ')}], which the file cannot hold`);
  }
}

/** What the library makes of the bytes 0 to 255 where they are said to be ASCII. */
const ASCII = new TextDecoder('ascii').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));

/** Python marks the bytes of its texts as ASCII, and means UTF-8. */
function asText(text: string, { cset }: Metadata): string {
  if (cset === UTF8) return text;
  const bytes = Array.from(text, (one) => (one < '\u0100' ? one.charCodeAt(0) : ASCII.indexOf(one)));
  return Buffer.from(bytes).toString();
}

/** The library gives one number for a scalar, else a typed array. */
function asData({ type, size }: { type: number; size: number }, value: unknown, path: string): H5Data {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return value as H5Data;
  if (typeof value === 'bigint') return BigInt64Array.of(value);
  if (typeof value === 'number' && type === FLOAT)
    return size === 4 ? Float32Array.of(value) : Float64Array.of(value);
  if (typeof value === 'number') return Int32Array.of(value);
  throw new Refused(`${path} has values of ${size} bytes that cannot be read`);
}

/** What reads floats of 16 bits; h5py writes bfloat16, and nothing else of Keras's, as two bytes without a meaning. */
function halfReader({ metadata }: Dataset): ((bits: number) => number) | undefined {
  if (metadata.size !== 2) return undefined;
  if (metadata.type === FLOAT && metadata.littleEndian) return fromFloat16;
  return metadata.type === OPAQUE ? fromBfloat16 : undefined;
}

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** The upper half of a float of 32 bits. */
function fromBfloat16(upper: number): number {
  bits[0] = upper << 16;
  return float[0] as number;
}

/** The values of a data set of two bytes each, for which the library has no array. */
function bitsOf({ file_id: file, path, shape }: Dataset): Uint16Array {
  const size = (shape as number[]).reduce((product, one) => product * one, 2);
  const {
    _malloc,
    _free,
    get_dataset_data: read,
  } = hdf5 as unknown as {
    _malloc(size: number): number;
    _free(at: number): void;
    get_dataset_data(file: bigint, path: string, ...part: [null, null, null, bigint]): void;
  };
  const at = _malloc(Math.max(2, size));
  try {
    read(file, path, null, null, null, BigInt(at));
    return new Uint16Array(hdf5.HEAPU8.slice(at, at + size).buffer);
  } finally {
    _free(at);
  }
}

function write(target: Group, { attributes, children }: H5Group): void {
  for (const [name, value] of attributes) writeAttribute(target, name, value);
  for (const [name, child] of children) {
    if (isH5Array(child)) {
      const dtype = DTYPES[child.data.constructor.name] as '<f';
      target.create_dataset({ name, data: child.data as Float32Array, shape: [...child.shape], dtype });
    } else write(target.create_group(name), child);
  }
}

const DTYPES: Readonly<Record<string, string>> = {
  Float32Array: '<f',
  Float64Array: '<d',
  Int8Array: '<b',
  Int16Array: '<h',
  Int32Array: '<i',
  BigInt64Array: '<q',
  Uint8Array: '<B',
  Uint16Array: '<H',
  Uint32Array: '<I',
  BigUint64Array: '<Q',
};

function writeAttribute(target: Group, name: string, value: H5Attribute): void {
  if (typeof value === 'string') target.create_attribute(name, value);
  else if (typeof value === 'number') target.create_attribute(name, value, [], '<d');
  // Python writes an empty list as floats.
  else if (value.length === 0) target.create_attribute(name, new Float64Array(0), [0], '<d');
  else if (typeof value[0] === 'number')
    target.create_attribute(name, Float64Array.from(value as readonly number[]), [value.length], '<d');
  else writeTexts(target, name, value as readonly string[]);
}

/** Lists that are too long for an object's header are cut, under numbered names, as Keras does. */
function writeTexts(target: Group, name: string, texts: readonly string[]): void {
  const width = Math.max(1, ...texts.map((text) => Buffer.byteLength(text)));
  const most = Math.max(1, Math.floor(HEADER_BYTES / width));
  const put = (key: string, part: readonly string[]) =>
    target.create_attribute(key, [...part], [part.length], `S${width}`);
  if (texts.length <= most) put(name, texts);
  else
    for (let i = 0; i * most < texts.length; i++) put(`${name}${i}`, texts.slice(i * most, (i + 1) * most));
}

function answer(request: H5Request): { readonly reply: H5Answer; readonly transfer: ArrayBuffer[] } {
  const reading = 'read' in request;
  if (reading) FS.writeFile(FILE, request.read);
  const file = new h5wasm.File(FILE, reading ? 'r' : 'w');
  try {
    if (reading) {
      const reader = new Reader(request.read.length);
      const reply = { group: reader.group(file, '') };
      return { reply, transfer: [...new Set(reader.buffers)] };
    }
    write(file, request.write);
  } finally {
    file.close();
  }
  const bytes = FS.readFile(FILE) as Uint8Array<ArrayBuffer>;
  return { reply: { bytes }, transfer: [bytes.buffer] };
}

function failed(error: unknown): H5Answer {
  const { message = String(error) } = error as Partial<Error>;
  const failure = message === NOWHERE ? 'what it names is not where it should be' : message;
  // What is neither refused here nor said by the library comes out of its broken memory.
  const broken = !(error instanceof Refused) && (error as object)?.constructor !== Error;
  return { failure, broken };
}

parentPort?.on('message', (request: H5Request) => {
  try {
    const { reply, transfer } = answer(request);
    parentPort?.postMessage(reply, transfer);
  } catch (error) {
    parentPort?.postMessage(failed(error));
  } finally {
    if (FS.analyzePath(FILE, false).exists) FS.unlink(FILE);
  }
});
