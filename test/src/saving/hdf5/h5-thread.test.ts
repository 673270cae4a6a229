import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isH5, readH5, writeH5 } from '../../../../src/saving/hdf5/h5-thread.js';
import { h5Group, makeGroup } from '../../../../src/saving/hdf5/h5-tree.js';
import { KeyboardInterrupt } from '../../../../src/support/errors.js';
import { clearInterrupt, raiseInterrupt } from '../../../../src/support/interrupt.js';

/** A file with that many numbers. */
function file(size = 4): Promise<Uint8Array> {
  const root = h5Group();
  makeGroup(root, 'vars').children.set('0', { shape: [size], data: new Float32Array(size).fill(1) });
  return writeH5(root);
}

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
