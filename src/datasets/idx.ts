import { ValueError } from '../support/errors.js';

/** The array in an IDX file: its sizes and its values in the file's own type. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
}

interface ElementType {
  readonly bytes: number;
  readonly read: (view: DataView, start: number, count: number) => IdxArray['data'];
}

/** The third byte of the file says what the elements are; multi-byte values are big-endian. */
const TYPES: Readonly<Record<number, ElementType>> = {
  8: { bytes: 1, read: (v, at, n) => new Uint8Array(v.buffer, v.byteOffset + at, n) },
  9: { bytes: 1, read: (v, at, n) => new Int8Array(v.buffer, v.byteOffset + at, n) },
  11: { bytes: 2, read: (v, at, n) => Int16Array.from({ length: n }, (_, i) => v.getInt16(at + 2 * i)) },
  12: { bytes: 4, read: (v, at, n) => Int32Array.from({ length: n }, (_, i) => v.getInt32(at + 4 * i)) },
  13: { bytes: 4, read: (v, at, n) => Float32Array.from({ length: n }, (_, i) => v.getFloat32(at + 4 * i)) },
  14: { bytes: 8, read: (v, at, n) => Float64Array.from({ length: n }, (_, i) => v.getFloat64(at + 8 * i)) },
};

/**
 * Reads an IDX file, the format of MNIST: two zero bytes, a type byte, the number of dimensions, the sizes, the
 * values.
 *
 * @param bytes the unpacked file
 * @param where what the file is called in errors, such as its path
 * @throws ValueError when the bytes are no such file, or fewer or more than the header says
 * @see http://yann.lecun.com/exdb/mnist/ (the format's description, at the end of the page)
 *
 * @example
 * ```ts
 * import { parseIdx } from './idx.js';
 * const { shape, data } = parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9), 'three.idx');
 * console.log(shape, data); // [ 3 ] Uint8Array(3) [ 7, 8, 9 ]
 * ```
 */
export function parseIdx(bytes: Uint8Array, where: string): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) throw corrupt(where, 'an IDX header of at least 4 bytes', `${bytes.length} bytes`);
  if (view.getUint16(0) !== 0) {
    throw corrupt(where, 'an IDX file, which begins with two zero bytes', `the bytes ${hex(bytes, 4)}`);
  }
  const type = TYPES[view.getUint8(2)];
  if (type === undefined) {
    const known = Object.keys(TYPES).map((code) => `0x${Number(code).toString(16).padStart(2, '0')}`);
    throw corrupt(where, `an IDX type byte (${known.join(', ')})`, `0x${hex(bytes.subarray(2), 1)}`);
  }
  const rank = view.getUint8(3);
  if (bytes.length < 4 + 4 * rank) {
    throw corrupt(where, `${rank} sizes of 4 bytes each in the header`, `${bytes.length} bytes in all`);
  }
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const count = shape.reduce((product, size) => product * size, 1);
  const start = 4 + 4 * rank;
  const expected = start + count * type.bytes;
  if (bytes.length !== expected) {
    throw corrupt(where, `${expected} bytes for the shape [${shape.join(', ')}]`, `${bytes.length} bytes`);
  }
  return { shape, data: type.read(view, start, count) };
}

function corrupt(where: string, expected: string, received: string): ValueError {
  return new ValueError(`${where}: expected ${expected}; received ${received}.`, {
    fix: 'the file is damaged or not an IDX file: delete it and get it again.',
  });
}

function hex(bytes: Uint8Array, count: number): string {
  return Array.from(bytes.subarray(0, count), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
