import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { batchShapesOf, firstTensor, isShape, shapesOf, toTensors } from '../../../src/layers/call.js';

describe('inputs of layers', () => {
  before(ensureReady);

  it('are tensors; numbers in arrays become some', () => {
    tf.tidy(() => {
      const x = tf.zeros([2]);
      assert.equal(toTensors(x), x);
      const list = [x, x];
      assert.equal(toTensors(list), list);
      assert.deepEqual((toTensors([[1, 2]]) as tf.Tensor).shape, [1, 2]);
      assert.throws(() => toTensors('x'.trim as never, 'Dense d'), /received function trim\.\nFix: trim\(\)/);
      assert.throws(
        () => toTensors(['a' as never], 'Dense d'),
        /^ValueError: Dense d: expected tensors or arrays/,
      );
      assert.deepEqual((toTensors(3) as tf.Tensor).arraySync(), 3);
    });
  });

  it('have shapes in their structure', () => {
    tf.tidy(() => {
      const inputs = { a: tf.zeros([2, 3]), b: [tf.zeros([2])] };
      assert.deepEqual(shapesOf(inputs), { a: [2, 3], b: [[2]] });
      assert.deepEqual(batchShapesOf(inputs), { a: [null, 3], b: [[null]] });
      assert.equal(firstTensor(inputs), inputs.a);
    });
  });

  it('tell a shape from a list of shapes', () => {
    assert.equal(isShape([null, 3]), true);
    assert.equal(isShape([]), true);
    assert.equal(isShape([[null, 3]]), false);
    assert.equal(isShape({ a: [1] }), false);
  });
});
