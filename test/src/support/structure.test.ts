import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ValueError } from '../../../src/support/errors.js';
import { flatten, isContainer, mapStructure, packLike, sortedKeys } from '../../../src/support/structure.js';

class Leaf {}

describe('structures', () => {
  const nested = { b: [1, { z: 2, a: 3 }], a: 4 };

  it('take lists and plain objects apart, and nothing else', () => {
    assert.equal(isContainer([1]), true);
    assert.equal(isContainer({}), true);
    assert.equal(isContainer(Object.create(null)), true);
    for (const leaf of [1, null, 'x', new Leaf(), new Float32Array(2), () => 1, new Map()])
      assert.equal(isContainer(leaf), false);
  });

  it('are flattened with the keys sorted, as Keras does', () => {
    assert.deepEqual(flatten<number>(nested), [4, 1, 3, 2]);
    assert.deepEqual(flatten(7), [7]);
    assert.deepEqual(sortedKeys({ z: 1, a: 2 }), ['a', 'z']);
  });

  it('keep their form when leaves change', () => {
    assert.deepEqual(
      mapStructure<number, number>(nested, (n) => n * 10),
      { b: [10, { z: 20, a: 30 }], a: 40 },
    );
    assert.deepEqual(mapStructure(2, String), '2');
  });

  it('are packed from leaves in the same order', () => {
    assert.deepEqual(packLike(nested, flatten<number>(nested)), nested);
    assert.deepEqual(Object.entries(packLike({ b: 0, a: 0 }, ['of a', 'of b'])), [
      ['b', 'of b'],
      ['a', 'of a'],
    ]);
    assert.equal(packLike(0, ['x']), 'x');
    assert.throws(() => packLike([0, 0], [1]), ValueError);
  });
});
