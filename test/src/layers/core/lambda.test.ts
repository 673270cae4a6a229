import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Input } from '../../../../src/layers/core/input-layer.js';
import { Lambda } from '../../../../src/layers/core/lambda.js';
import { getMask, setMask } from '../../../../src/layers/mask.js';

describe('Lambda', () => {
  before(ensureReady);

  it('computes its function, given alone or as an option', () => {
    assert.deepEqual(new Lambda((x) => tf.mul(x, 2))(tf.ones([2])).arraySync(), [2, 2]);
    const layer = new Lambda({ function: ([a, b]: tf.Tensor[]) => tf.sub(a!, b!) });
    assert.deepEqual(layer([tf.ones([1]), tf.fill([1], 3)]).arraySync(), [-2]);
  });

  it('hands arguments and training on', () => {
    const layer = new Lambda({
      function: (x, { factor, training }) => tf.mul(x, training ? (factor as number) : 0),
      arguments: { factor: 5 },
    });
    assert.deepEqual(layer(tf.ones([1]), { training: true }).arraySync(), [5]);
    assert.deepEqual(layer(tf.ones([1])).arraySync(), [0]);
  });

  it('finds or is told the shape of its output', () => {
    const x = Input({ shape: [3, 4] });
    assert.deepEqual(new Lambda((x) => tf.sum(x, -1))(x).shape, [null, 3]);
    assert.deepEqual(new Lambda({ function: (x) => tf.sum(x, -1), outputShape: [3] })(x).shape, [null, 3]);
    assert.deepEqual(new Lambda({ function: (x) => x, outputShape: () => [7, 7] })(x).shape, [7, 7]);
  });

  it('gives a mask if it is told one', () => {
    const x = tf.ones([1, 2, 1]);
    setMask(x, tf.tensor2d([[1, 0]], [1, 2], 'bool'));
    assert.equal(getMask(new Lambda((x) => tf.mul(x, 1))(x)), null);
    const layer = new Lambda({ function: (x) => tf.mul(x, 1), mask: (_, mask) => mask });
    assert.deepEqual(getMask(layer(x))?.arraySync(), [[1, 0]]);
  });

  it('is copied with its function, and saved with its name', () => {
    const double = (x: tf.Tensor) => tf.mul(x, 2);
    const config = new Lambda({ function: double, outputShape: [3] }).getConfig();
    assert.deepEqual((Lambda.fromConfig(config) as Lambda)(tf.ones([1])).arraySync(), [2]);
    const saved = JSON.parse(JSON.stringify(config));
    assert.deepEqual(
      [saved.function.class_name, saved.function.config, saved.output_shape],
      ['function', 'double', [3]],
    );
    assert.throws(
      () => Lambda.fromConfig(saved),
      /Lambda: expected a function named 'double'; none is known[\s\S]*Fix: models.loadModel/,
    );
  });

  it('needs a function', () => {
    assert.throws(
      () => new Lambda({ function: 3 as never }),
      /Lambda: function must be a function of tensors; received 3/,
    );
  });
});
