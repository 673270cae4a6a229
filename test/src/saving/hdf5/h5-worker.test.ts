import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readH5, writeH5 } from '../../../../src/saving/hdf5/h5-thread.js';
import { h5Group, makeGroup } from '../../../../src/saving/hdf5/h5-tree.js';

describe('the HDF5 library in its thread', () => {
  it('writes and reads numbers of all widths, scalars, empty arrays, and attributes of all kinds and lengths', async () => {
    const long = Array.from({ length: 5000 }, (_, i) => `a_rather_long_name_of_a_layer_${i}`);
    const root = h5Group([
      ['text', 'größe'],
      ['long', 'x'.repeat(300_000)],
      ['number', 1.5],
      ['texts', ['a', 'bcd']],
      ['none', []],
      ['numbers', [1, 2]],
      ['names', long],
    ]);
    const group = makeGroup(root, 'deep/er');
    const arrays = {
      scalar: { shape: [], data: Float32Array.of(2.5) },
      whole: { shape: [], data: BigInt64Array.of(-7n) },
      matrix: { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
      doubles: { shape: [2], data: Float64Array.of(1, 2) },
      bytes: { shape: [3], data: Uint8Array.of(1, 2, 255) },
      empty: { shape: [0, 3], data: new Float32Array(0) },
    };
    for (const [name, array] of Object.entries(arrays)) group.children.set(name, array);
    const again = await readH5(await writeH5(root), 'test');
    const { names: _, ...kept } = Object.fromEntries(root.attributes);
    const found = Object.fromEntries(again.attributes);
    for (const [name, value] of Object.entries(kept)) assert.deepEqual(found[name], value, name);
    assert.deepEqual(
      [...(found['names0'] as string[]), ...(found['names1'] as string[])].slice(0, 3000),
      long.slice(0, 3000),
    );
    assert.deepEqual(Object.fromEntries(makeGroup(again, 'deep/er').children), arrays);
  });
});
