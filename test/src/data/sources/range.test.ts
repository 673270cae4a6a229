import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

describe('range', () => {
  before(ensureReady);
  it('counts as tf.data does', async () => {
    assert.deepEqual(await collect(Dataset.range(3)), [0, 1, 2]);
    assert.deepEqual(await collect(Dataset.range(2, 5)), [2, 3, 4]);
    assert.deepEqual(await collect(Dataset.range(1, 6, 2)), [1, 3, 5]);
    assert.deepEqual(await collect(Dataset.range(5, 1, -2)), [5, 3]);
    assert.deepEqual(await collect(Dataset.range(5, 1)), []);
    assert.equal((await Dataset.range(1).toArray())[0]!.dtype, 'int32');
  });
  it('makes its numbers when they are read', async () => {
    assert.deepEqual(await collect(Dataset.range(2 ** 40).take(2)), [0, 1]);
    await assert.rejects(
      collect(Dataset.range(2 ** 31 - 1, 2 ** 40)),
      /range, element 1: expected an int32; received 2147483648/,
    );
    assert.deepEqual(await collect(Dataset.counter(2, -3).take(3)), [2, -1, -4]);
    assert.equal(Dataset.counter().cardinality(), Infinity);
  });
  it('refuses a step of 0 and fractions', () => {
    assert.throws(() => Dataset.range(0, 3, 0), /step must not be 0/);
    assert.throws(() => Dataset.range(2.5), /Dataset.range: stop must be an integer; received 2.5/);
  });
});
