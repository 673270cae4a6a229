import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as tree from '../../../src/prelude/tree.js';

const list = (part: unknown): part is number[] => Array.isArray(part);

describe('tree', () => {
  it('takes structures apart, dictionaries by sorted keys, and puts them together', () => {
    const structure = { b: [1, { c: 2 }], a: 3 };
    assert.deepEqual(tree.flatten(structure), [3, 1, 2]);
    assert.deepEqual(tree.flattenWithPath(structure), [
      [['a'], 3],
      [['b', 0], 1],
      [['b', 1, 'c'], 2],
    ]);
    assert.deepEqual(tree.flattenWithPath(3), [[[], 3]]);
    assert.deepEqual(tree.packSequenceAs({ b: 0, a: [0, 0] }, [1, 2, 3]), { b: 3, a: [1, 2] });
    assert.throws(() => tree.packSequenceAs([0, 0], [1, 2, 3]), /expected 2 leaves; received 3/);
    assert.throws(() => tree.packSequenceAs([0], 1 as never), /a list of leaves; received 1/);
    assert.deepEqual([[], {}, 3, 'abc', new Float32Array(1), null].map(tree.isNested), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('maps one structure, or several of one form', () => {
    const sum = (a: number, b = 0) => a + b;
    assert.deepEqual(tree.mapStructure(sum, { b: 1, a: [2] }, { b: 10, a: [20] }), { b: 11, a: [22] });
    assert.deepEqual(
      tree.mapStructure((x) => x, [null, 1]),
      [null, 1],
    );
    assert.throws(
      () => tree.mapStructure(sum, { b: 1 }, { c: 10 } as never),
      /a dictionary of b; received \{ c \}/,
    );
    assert.throws(() => tree.mapStructure(sum, [1, 2], [1]), /expected a list of 2; received/);
    assert.throws(() => tree.mapStructure(sum, { a: [1, 2] }, { a: [1, [3]] } as never), /a leaf at a.1/);
    assert.throws(() => tree.mapStructure(1 as never, [1]), /expected a function/);
    const size = (part: number[]) => part.length;
    assert.deepEqual(tree.mapStructureUpTo([0, 0], size, [[1, 2], [3]]), [2, 1]);
    const both = (x: unknown, y: unknown) => [x, y] as never;
    assert.deepEqual(tree.mapStructureUpTo({ a: 0 }, both, { a: [1] }, { a: 2 }), { a: [[1], 2] });
    assert.throws(() => tree.mapStructureUpTo([0, 0], size, [1]), /expected a list of 2/);
    assert.throws(() => tree.mapStructureUpTo([0], size), /at least one structure/);
  });

  it('compares', () => {
    tree.assertSameStructure({ a: [1, 'x'] }, { a: [null, 2] });
    assert.throws(() => tree.assertSameStructure([1, 2], [1, [2]]), /expected a leaf at 1; received/);
    assert.throws(() => tree.assertSameStructure([1], { 0: 1 }), /expected a list of 1/);
    tree.assertSamePaths({ a: [1, 2] }, { a: [3, 4] });
    assert.throws(() => tree.assertSamePaths({ a: [1, 2] }, { a: [3] }), /only one of both has \["a",1\]/);
    assert.throws(() => tree.assertSamePaths([1], [1, 2]), /has \[1\]/);
  });

  it('goes through the parts from above or from below', () => {
    const count = (part: unknown) => (list(part) ? part.length : null);
    const sum = (part: unknown) => (list(part) ? part.reduce((a, b) => a + b, 0) : undefined);
    assert.deepEqual(tree.traverse(count, { q: [1, [2]], c: 5 }), { q: 2, c: 5 });
    assert.equal(tree.traverse(sum, [1, [2, [3]]], false), 6);
    assert.deepEqual(
      tree.traverse((part) => (part === 1 ? tree.MAP_TO_NONE : null), [1, 2]),
      [null, 2],
    );
  });

  it('maps shapes', () => {
    const longer = (shape: readonly (number | null)[]) => [...shape, 1];
    assert.deepEqual(tree.mapShapeStructure(longer, { a: [1, null], b: [[2], [3, 4]] }), {
      a: [1, null, 1],
      b: [
        [2, 1],
        [3, 4, 1],
      ],
    });
    assert.equal(
      tree.mapShapeStructure((shape) => shape.length, [1, 2, 3]),
      3,
    );
  });
});
