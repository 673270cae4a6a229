import assert from 'node:assert/strict';
import { it } from 'node:test';
import { packXYSampleWeight, unpackXYSampleWeight } from '../../../src/data/pack-x-y-sample-weight.js';

it('packs and takes apart what trainStep gets, as Keras does', () => {
  assert.equal(packXYSampleWeight('x'), 'x');
  assert.deepEqual(packXYSampleWeight(['a', 'b']), [['a', 'b']]);
  assert.deepEqual(packXYSampleWeight('x', 'y', 'w'), ['x', 'y', 'w']);
  assert.deepEqual(unpackXYSampleWeight('x'), ['x', undefined, undefined]);
  assert.deepEqual(unpackXYSampleWeight(['x', 'y']), ['x', 'y', undefined]);
  assert.throws(() => unpackXYSampleWeight([] as never), /expected \[x\], \[x, y\] or/);
});
