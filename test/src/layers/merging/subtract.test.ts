import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Subtract, subtract } from '../../../../src/layers/merging/subtract.js';

const a = () => tf.tensor2d([[1, -2, 3]]);
const b = () => tf.tensor2d([[4, 5, -6]]);
const c = () => tf.tensor2d([[0.5, 0, 10]]);

describe('Subtract', () => {
  before(ensureReady);

  it('merges element by element', () => {
    assert.deepEqual(new Subtract()([a(), b()]).arraySync(), [[-3, -7, 9]]);
    assert.throws(() => new Subtract()([a(), b(), c()]), /Subtract .*: expected 2 inputs; received 3/);
  });

  it('repeats sizes of 1', () => {
    assert.deepEqual(new Subtract()([tf.ones([2, 3, 4]), tf.ones([2, 1, 4])]).shape, [2, 3, 4]);
  });

  it('has a function form', () => {
    assert.deepEqual(subtract([a(), b()]).arraySync(), [[-3, -7, 9]]);
    assert.ok(subtract({ name: 'm' }) instanceof Subtract);
  });

  it('refuses an unknown option', () => {
    assert.throws(() => new Subtract({ axis: 1 } as object), /Subtract: unknown option axis/);
  });
});
