import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { isH5, readH5, writeH5 } from '../../../../src/saving/hdf5/h5-thread.js';
import { type H5Array, h5Group, makeGroup } from '../../../../src/saving/hdf5/h5-tree.js';
import { KeyboardInterrupt } from '../../../../src/support/errors.js';
import { clearInterrupt, raiseInterrupt } from '../../../../src/support/interrupt.js';

/** A file with that many numbers. */
function file(size = 4): Promise<Uint8Array> {
  const root = h5Group();
  makeGroup(root, 'vars').children.set('0', { shape: [size], data: new Float32Array(size).fill(1) });
  return writeH5(root);
}

/** Written by h5py: bfloat16 [[1.5, -2], [0.15625, 3e38]], float16 [1.5, -0.1], and 2.5 as a scalar of float16. */
const HALF_FLOATS =
  'H4sIAM5NC2sC/+v0cHHj5ZLiYubgYICB/1DwlRnCN4CK3zv+4LS/h0sQk8I5X+5sZFzBJISsEQa4mBgYGRjYhBmAFEdSWk5+Yomh2WGoaWxCIGF2qOh1RqioIEiUrTg5MSex6DkTVK0YAw7QdTPrC9hJjAyMjCoMDExMjIwwTbhoZg4GRlEonxXoQmYuDqBTWBjPQ50AD4g1DEMKHOF5WXzAnuGAgl1SPTxMRID+ZMQME2YRBkZBBX4oX4CBi5WBix8tPB5DFbPALNjAMOSAw8s7kxjs0tbBw4MFEgbE+P8zM2qYMRxgGPLgsnZqHoMjALCKEUH1AwAA';

/** So many that nothing is read before a timer that is due. */
const LARGE = 2 ** 22;

describe('reading HDF5 in a thread', () => {
  it('refuses what is no such file, and what is cut off', async () => {
    await assert.rejects(
      readH5(new Uint8Array(100), 'a.h5'),
      /a.h5: expected an HDF5 file; its first bytes are others/,
    );
    const bytes = await file();
    assert.ok(isH5(bytes));
    await assert.rejects(
      readH5(bytes.subarray(0, bytes.length / 2), 'a.h5'),
      /a.h5: expected an HDF5 file that can be read/,
    );
    assert.equal((await readH5(bytes, 'a.h5')).children.size, 1);
  });

  it('reads floats of 16 bits', async () => {
    const { children } = await readH5(gunzipSync(Buffer.from(HALF_FLOATS, 'base64')), 'half.h5');
    const values = (name: string) => Array.from((children.get(name) as H5Array).data, Number);
    assert.deepEqual(values('bfloat16').slice(0, 3), [1.5, -2, 0.15625]);
    assert.ok(Math.abs(values('bfloat16')[3]! / 3e38 - 1) < 2 ** -8);
    assert.deepEqual(values('float16'), [1.5, -0.0999755859375]);
    assert.deepEqual([values('scalar'), (children.get('scalar') as H5Array).shape], [[2.5], []]);
  });

  it('gives up when it takes too long, and goes on with the next file', async () => {
    const bytes = await file();
    await assert.rejects(readH5(await file(LARGE), 'a.h5', -10_000), /it took more than/);
    assert.equal((await readH5(bytes, 'a.h5')).children.size, 1);
  });

  it("stops at the user's interrupt", async () => {
    const reading = readH5(await file(LARGE), 'a.h5');
    setImmediate(raiseInterrupt);
    await assert.rejects(reading, KeyboardInterrupt).finally(clearInterrupt);
  });

  it('keeps files that come at once apart', async () => {
    const all = await Promise.all([file(), file(), file()]);
    const read = await Promise.all(all.map((bytes) => readH5(bytes, 'a.h5')));
    assert.equal(read.length, 3);
  });
});
