import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { toCategorical } from '../../../src/data/to-categorical.js';
import { ValueError } from '../../../src/support/errors.js';

describe('toCategorical', () => {
  before(ensureReady);

  it('gives one-hot rows, and leaves nothing else behind', () => {
    const labels = tf.tensor([2, 0], undefined, 'int32');
    const before = tf.memory().numTensors;
    const rows = toCategorical(labels);
    assert.deepEqual(rows.arraySync(), [
      [0, 0, 1],
      [1, 0, 0],
    ]);
    assert.equal(rows.dtype, 'float32');
    assert.equal(tf.memory().numTensors, before + 1);
    tf.dispose([labels, rows]);
  });

  it('takes the number of classes among options, as Keras’s keyword is written', () => {
    assert.deepEqual(toCategorical([1, 0], { numClasses: 4 }).shape, [2, 4]);
    assert.throws(() => toCategorical([1], { classes: 4 } as never), /unknown option classes/);
  });

  it('drops an axis of size 1, keeps others, takes the number of classes', () => {
    assert.deepEqual(toCategorical([[1], [0]]).shape, [2, 2]);
    assert.deepEqual(
      toCategorical(
        [
          [1, 0],
          [0, 1],
        ],
        4,
      ).shape,
      [2, 2, 4],
    );
  });

  it('refuses class numbers that do not fit', () => {
    assert.throws(() => toCategorical([3], 3), /expected class numbers from 0 to 2; received 3/);
    assert.throws(() => toCategorical([-1]), ValueError);
    assert.throws(() => toCategorical([1], 0), ValueError);
    assert.throws(() => toCategorical([]), /received none/);
  });
});
