import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dot, dot } from '../../../../src/layers/merging/dot.js';

describe('Dot', () => {
  before(ensureReady);

  it('multiplies and sums for each sample', () => {
    const x = tf.tensor2d([
      [1, 2],
      [3, 4],
    ]);
    const y = tf.tensor2d([
      [5, 6],
      [7, 8],
    ]);
    assert.deepEqual(new Dot({ axes: 1 })([x, y]).arraySync(), [[17], [53]]);
    assert.deepEqual(dot([x, y]).arraySync(), [[17], [53]]);
    assert.deepEqual(new Dot({ axes: [2, 1] })([tf.ones([2, 3, 4]), tf.ones([2, 4, 5])]).shape, [2, 3, 5]);
  });

  it('gives the cosine, and zero for zero', () => {
    const cosine = new Dot({ axes: 1, normalize: true });
    const inputs = [
      tf.tensor2d([
        [3, 4],
        [0, 0],
      ]),
      tf.tensor2d([
        [6, 8],
        [1, 1],
      ]),
    ];
    const [a, b] = cosine(inputs).dataSync();
    assert.ok(Math.abs(a! - 1) < 1e-6);
    assert.equal(b, 0);
  });

  it('says what does not fit', () => {
    assert.throws(
      () => new Dot({ axes: 1 })([tf.ones([2, 3]), tf.ones([2, 4])]),
      /expected the same size in axis 1 of \(2, 3\) and axis 1 of \(2, 4\); received 3 and 4/,
    );
    assert.throws(
      () => new Dot({ axes: 0 })([tf.ones([2, 3]), tf.ones([2, 3])]),
      /expected an axis behind the batch axis; received axis 0/,
    );
    assert.throws(() => new Dot({ axes: 1 })([tf.ones([2, 3])]), /expected 2 inputs; received 1/);
    assert.throws(
      () => new Dot({ axes: [1] as never }),
      /Dot: axes must be an integer or a list of two; received \[1\]/,
    );
  });

  it('keeps its options in the config', () => {
    const { axes, normalize } = new Dot({ axes: [1, 2], normalize: true }).getConfig();
    assert.deepEqual([axes, normalize], [[1, 2], true]);
  });
});
