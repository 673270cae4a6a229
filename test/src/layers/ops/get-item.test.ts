import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { getItem, type ItemKey } from '../../../../src/layers/ops/index.js';

describe('getItem', () => {
  before(ensureReady);
  const x = () => tf.range(0, 12, 1, 'int32').reshape([3, 4]);
  it("gives Python's parts", () => {
    const of = (key: number | '...' | readonly ItemKey[]) => getItem(x(), key).arraySync();
    assert.deepEqual(of(-1), [8, 9, 10, 11]);
    assert.deepEqual(of([{}, { start: 1, stop: -1 }]), x().slice([0, 1], [3, 2]).arraySync());
    assert.deepEqual(of([{ step: -1 }, 0]), [8, 4, 0]);
    assert.deepEqual(of([1, { start: -1, stop: 0, step: -2 }]), [7, 5]);
    assert.deepEqual(of(['...', 3]), [3, 7, 11]);
    assert.deepEqual(of([null, 0, null, { start: 2, stop: 9 }]), [[[2, 3]]]);
    assert.deepEqual(of([{ start: 2, stop: 1 }]), []);
  });
  it('refuses too many keys, places that are not there and what is no key', () => {
    assert.throws(() => getItem(x(), [0, 0, 0]), /expected at most 2 keys/);
    assert.throws(() => getItem(x(), [3]), /axis 0: axis must be in \[-3, 2\]; received 3/);
    assert.throws(() => getItem(x(), [{ step: 0 }]), /expected a number or \{ start, stop, step \}/);
  });
});
