import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readNpy, readNpz } from '../../../src/datasets/npz.js';
import { writeZip } from '../../../src/saving/zip.js';

function npy(type: string, shape: string, values: ArrayBufferView, order = 'False'): Buffer {
  const head = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
  const start = Buffer.from('\x93NUMPY\x01\0\0\0', 'latin1');
  start.writeUInt16LE(head.length, 8);
  return Buffer.concat([start, Buffer.from(head), Buffer.from(values.buffer)]);
}

describe("numpy's files", () => {
  it('arrays of numbers of each kind', () => {
    const zip = writeZip({
      'x.npy': npy('<f8', '(2, 1)', Float64Array.of(1.5, 2)),
      'notes.txt': Buffer.from('x'),
    });
    assert.deepEqual([...readNpz(zip, 'a.npz')], [['x', { shape: [2, 1], data: Float64Array.of(1.5, 2) }]]);
    assert.deepEqual(readNpy(npy('|u1', '(3,)', Uint8Array.of(1, 2, 3)), 'x').data, Uint8Array.of(1, 2, 3));
    assert.deepEqual(readNpy(npy('<i8', '()', BigInt64Array.of(-7n)), 'x'), {
      shape: [],
      data: Int32Array.of(-7),
    });
    assert.deepEqual(
      readNpy(npy('<i8', '(1,)', BigInt64Array.of(2n ** 40n)), 'x').data,
      Float64Array.of(2 ** 40),
    );
  });

  it('what is not read here is an error', () => {
    const refused = (bytes: Buffer, why: RegExp) => assert.throws(() => readNpy(bytes, 'x.npy'), why);
    refused(
      npy('<f8', '(3,)', Float64Array.of(1)),
      /x\.npy: expected an array of numpy's; 8 bytes are not the 3 values/,
    );
    refused(npy('<c8', '(1,)', Float64Array.of(1)), /values of the type <c8 are not read here/);
    refused(npy('<f8', '(1, 1)', Float64Array.of(1), 'True'), /order of Fortran/);
    refused(Buffer.from('no file of numpy'), /it begins otherwise/);
    refused(npy('|O', '(1,)', Uint8Array.of(0x80, 2, 0x5d, 0x2e)), /its objects are no array/);
  });
});
