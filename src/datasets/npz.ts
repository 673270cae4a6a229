import { readZip } from '../saving/zip.js';
import { ValueError } from '../support/errors.js';
import { sizeOf } from '../support/shape.js';
import { PickledArray, type PickleValue, readPickle } from './pickle.js';

/** An array of a file of numpy's: numbers, or lists of numbers where it is an array of objects. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array | Int32Array | Float32Array | Float64Array | readonly PickleValue[];
}

/**
 * The arrays in a `.npz` file, by name.
 *
 * @throws ValueError when it is damaged
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpz(bytes: Uint8Array, where: string): Map<string, NpyArray> {
  const arrays = new Map<string, NpyArray>();
  for (const [name, content] of readZip(bytes, where)) {
    if (name.endsWith('.npy')) arrays.set(name.slice(0, -4), readNpy(content, `${where}: ${name}`));
  }
  return arrays;
}

/** One array of a `.npy` file. */
export function readNpy(bytes: Uint8Array, where: string): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || Buffer.from(bytes.subarray(1, 6)).toString() !== 'NUMPY' || bytes[0] !== 0x93)
    throw damaged(where, 'it begins otherwise');
  const isLong = (bytes[6] as number) >= 2;
  const start = isLong ? 12 : 10;
  const end = start + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > bytes.length) throw damaged(where, 'its header ends behind it');
  const head = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  const type = /'descr':\s*'([^']+)'/.exec(head)?.[1];
  const sizes = /'shape':\s*\(([\d,\s]*)\)/.exec(head)?.[1];
  if (type === undefined || sizes === undefined)
    throw damaged(where, 'its header says neither type nor shape');
  const shape = sizes
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number);
  const isFortran = /'fortran_order':\s*True/.test(head);
  const content = bytes.subarray(end);
  if (type === '|O') {
    const pickled = readPickle(content, where);
    const items = pickled instanceof PickledArray ? pickled.data : undefined;
    if (!Array.isArray(items) || items.length !== sizeOf(shape))
      throw damaged(where, 'its objects are no array');
    return { shape, data: items };
  }
  return { shape, data: numbers(where, type, shape, content, isFortran) };
}

/** Bytes of numbers of a type of numpy's. Integers of 64 bits become 32, or doubles where that is not enough. */
export function numbers(
  where: string,
  type: string,
  shape: readonly number[],
  bytes: Uint8Array,
  isFortran = false,
): Exclude<NpyArray['data'], readonly PickleValue[]> {
  const width = Number(type.slice(2));
  const size = sizeOf(shape);
  if (bytes.length !== size * width) {
    throw damaged(where, `${bytes.length} bytes are not the ${size} values of ${type} that it says`);
  }
  if (isFortran && shape.length > 1) throw damaged(where, 'its values are in the order of Fortran');
  // A Buffer's slice would share the memory, which begins anywhere.
  const aligned = new Uint8Array(bytes).buffer;
  const kind = type.slice(1);
  if (type.startsWith('>')) throw damaged(where, 'its values begin with their large end');
  if (kind === 'u1' || kind === 'b1') return new Uint8Array(aligned);
  if (kind === 'i4') return new Int32Array(aligned);
  if (kind === 'f4') return new Float32Array(aligned);
  if (kind === 'f8') return new Float64Array(aligned);
  if (kind === 'i8' || kind === 'u8') {
    const wide = new BigInt64Array(aligned);
    const fits = wide.every((value) => value === BigInt.asIntN(32, value));
    return fits ? Int32Array.from(wide, Number) : Float64Array.from(wide, Number);
  }
  throw damaged(where, `values of the type ${type} are not read here`);
}

function damaged(where: string, why: string): ValueError {
  return new ValueError(`${where}: expected an array of numpy's; ${why}.`, {
    fix: 'the file is damaged or another one: delete it and get it again.',
  });
}
