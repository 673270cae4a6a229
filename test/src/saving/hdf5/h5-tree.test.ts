import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  groupAt,
  h5At,
  h5Group,
  isH5Array,
  makeGroup,
  numberedArrays,
} from '../../../../src/saving/hdf5/h5-tree.js';

describe('groups and arrays of an HDF5 file', () => {
  it('are made and found by paths', () => {
    const root = h5Group([['name', 'root']]);
    const array = { shape: [1], data: Float32Array.of(1) };
    makeGroup(root, 'layers/dense/vars').children.set('0', array);
    assert.equal(makeGroup(root, ''), root);
    assert.equal(h5At(root, 'layers/dense/vars/0'), array);
    assert.equal(groupAt(root, 'layers/dense/vars/0'), undefined);
    assert.equal(h5At(root, 'layers/dense/vars/0/more'), undefined);
    assert.deepEqual([isH5Array(array), isH5Array(root), isH5Array(undefined)], [true, false, false]);
    assert.throws(() => makeGroup(root, 'layers/dense/vars/0/x'), /lies in a data set/);
  });

  it('are in the order of their numbers, without the groups between them', () => {
    const root = h5Group();
    for (const i of [10, 2, 0]) root.children.set(String(i), { shape: [1], data: Float32Array.of(i) });
    makeGroup(root, 'callbacks');
    assert.deepEqual(
      numberedArrays(root).map(({ data }) => data[0]),
      [0, 2, 10],
    );
  });
});
