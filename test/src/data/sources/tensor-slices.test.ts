import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

describe('fromTensorSlices', () => {
  before(ensureReady);
  it('cuts tensors, typed arrays, nested arrays and texts, in tuples and dictionaries', async () => {
    const found = Dataset.fromTensorSlices({
      t: tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
      n: Int32Array.of(5, 6),
      v: [[7], [8]],
      s: ['a', 'b'],
    });
    assert.deepEqual(await collect(found), [
      { t: [1, 2], n: 5, v: [7], s: 'a' },
      { t: [3, 4], n: 6, v: [8], s: 'b' },
    ]);
    assert.equal(found.cardinality(), 2);
  });
  it('refuses parts of different lengths, scalars and what is no data', () => {
    assert.throws(
      () => Dataset.fromTensorSlices([tf.ones([3]), tf.ones([4])]),
      /one number of rows; received 3, 4/,
    );
    assert.throws(
      () => Dataset.fromTensorSlices(tf.scalar(1)),
      /expected an axis of rows; received a scalar/,
    );
    assert.throws(
      () => Dataset.fromTensorSlices({ a: 5 } as never),
      /fromTensorSlices.a: expected tensors or arrays/,
    );
    assert.throws(() => Dataset.fromTensorSlices([]), /received none/);
    const gone = tf.ones([2]);
    gone.dispose();
    assert.throws(() => Dataset.fromTensorSlices(gone), /disposed/);
  });
  it('keeps what it was given: a tensor may go', async () => {
    const x = tf.tensor1d([1, 2]);
    const dataset = Dataset.fromTensorSlices(x);
    x.dispose();
    assert.deepEqual(await collect(dataset), [1, 2]);
  });
});
