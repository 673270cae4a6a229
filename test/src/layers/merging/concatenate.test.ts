import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { getMask, setMask } from '../../../../src/layers/mask.js';
import { Concatenate, concatenate } from '../../../../src/layers/merging/concatenate.js';

describe('Concatenate', () => {
  before(ensureReady);

  it('puts tensors together along an axis', () => {
    const x = tf.tensor3d([[[1], [2]]]);
    assert.deepEqual(new Concatenate()([x, x]).arraySync(), [
      [
        [1, 1],
        [2, 2],
      ],
    ]);
    assert.deepEqual(new Concatenate({ axis: 1 })([x, x]).arraySync(), [[[1], [2], [1], [2]]]);
    assert.deepEqual(concatenate([x, x], { axis: -2 }).shape, [1, 4, 1]);
  });

  it('tells the shape of the output, unknown sizes too', () => {
    const layer = new Concatenate({ axis: 1 });
    assert.deepEqual(
      layer.computeOutputShape([
        [null, 2, 3],
        [null, 5, 3],
      ]),
      [null, 7, 3],
    );
    assert.deepEqual(
      layer.computeOutputShape([
        [null, 2, null],
        [null, null, 3],
      ]),
      [null, null, 3],
    );
  });

  it('says what does not fit', () => {
    assert.throws(
      () => new Concatenate()([tf.ones([2, 3]), tf.ones([1, 3])]),
      /expected the same sizes except in axis -1; received \(2, 3\) and \(1, 3\)/,
    );
    assert.throws(() => new Concatenate({ axis: 3 })([tf.ones([2, 3])]), /axis 3 is none of shape \(2, 3\)/);
    assert.throws(() => new Concatenate({ axis: 0.5 }), /Concatenate: axis must be an integer; received 0.5/);
  });

  it('puts masks together along time', () => {
    const [x, y] = [tf.ones([1, 2, 1]), tf.ones([1, 2, 1])];
    setMask(x, tf.tensor2d([[1, 0]], [1, 2], 'bool'));
    assert.deepEqual(getMask(new Concatenate({ axis: 1 })([x, y]))?.arraySync(), [[1, 0, 1, 1]]);
    assert.deepEqual(getMask(new Concatenate()([x, y]))?.arraySync(), [[1, 1]]);
    assert.equal(getMask(new Concatenate()([y, y])), null);
  });

  it('keeps its axis in the config', () => assert.equal(new Concatenate({ axis: 2 }).getConfig()['axis'], 2));
});
