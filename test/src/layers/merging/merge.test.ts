import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { getMask, setMask } from '../../../../src/layers/mask.js';
import { Add } from '../../../../src/layers/merging/add.js';
import { Maximum } from '../../../../src/layers/merging/maximum.js';
import { fullMask } from '../../../../src/layers/merging/merge.js';

describe('Merge', () => {
  before(ensureReady);

  it('puts axes of size 1 behind the batch axis where ranks differ', () => {
    const sum = new Add()([
      tf.ones([2, 3, 4]),
      tf.tensor2d([
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ]),
    ]);
    assert.deepEqual(sum.shape, [2, 3, 4]);
    assert.deepEqual((sum.arraySync() as number[][][])[1]![2], [6, 7, 8, 9]);
  });

  it('tells the shape of the output', () => {
    const layer = new Add();
    assert.deepEqual(
      layer.computeOutputShape([
        [null, 3, 1],
        [null, 1, 4],
      ]),
      [null, 3, 4],
    );
    assert.deepEqual(
      layer.computeOutputShape([
        [null, null],
        [2, 4],
      ]),
      [2, null],
    );
    assert.deepEqual(
      layer.computeOutputShape([
        [null, 5, 4],
        [null, 4],
      ]),
      [null, 5, 4],
    );
  });

  it('says what does not fit', () => {
    assert.throws(
      () => new Add()(tf.ones([2, 3])),
      /Add .*: expected a list of at least one input; received one tensor/,
    );
    assert.throws(
      () => new Add()([tf.ones([2, 3]), tf.ones([2, 4])]),
      /expected shapes that fit each other; received \(2, 3\) and \(2, 4\)/,
    );
    assert.throws(() => new Add()([tf.ones([2, 3]), tf.ones([3, 3])]), /expected one batch size/);
    const layer = new Add();
    assert.throws(
      () => layer.computeMask([tf.ones([1])], tf.ones([1])),
      /mask must be a list with one mask or null for each of the 1 inputs/,
    );
  });

  it('counts a time step that counts in one input', () => {
    const [x, y] = [tf.ones([1, 3, 2]), tf.ones([1, 3, 2])];
    setMask(x, tf.tensor2d([[1, 0, 0]], [1, 3], 'bool'));
    assert.equal(getMask(new Add()([x, y])), null);
    setMask(y, tf.tensor2d([[0, 0, 1]], [1, 3], 'bool'));
    assert.deepEqual(getMask(new Add()([x, y]))?.arraySync(), [[1, 0, 1]]);
    assert.deepEqual(getMask(new Maximum()([x, y]))?.arraySync(), [[1, 0, 1]]);
  });

  it('spreads a mask over the features', () => {
    const x = tf.ones([1, 2, 2]);
    assert.equal(fullMask(x), null);
    setMask(x, tf.tensor2d([[1, 0]], [1, 2], 'bool'));
    assert.deepEqual(fullMask(x)?.arraySync(), [
      [
        [1, 1],
        [0, 0],
      ],
    ]);
  });
});
