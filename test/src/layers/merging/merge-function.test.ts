import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Input } from '../../../../src/layers/core/input-layer.js';
import { Concatenate } from '../../../../src/layers/merging/concatenate.js';
import { mergeFunction } from '../../../../src/layers/merging/merge-function.js';
import { SymbolicTensor } from '../../../../src/layers/symbolic-tensor.js';

describe('mergeFunction', () => {
  before(ensureReady);
  const concatenate = mergeFunction<Concatenate, { axis?: number }>(Concatenate, { axis: 1 });

  it('merges a list, also of symbolic tensors', () => {
    assert.deepEqual(concatenate([tf.ones([2, 3, 4]), tf.ones([2, 1, 4])]).shape, [2, 4, 4]);
    const x = Input({ shape: [3, 4] });
    const y = concatenate([x, x], { axis: 2 });
    assert.ok(y instanceof SymbolicTensor);
    assert.deepEqual(y.shape, [null, 3, 8]);
  });

  it('makes the layer where there is no list', () => {
    const layer = concatenate({ axis: 2 });
    assert.ok(layer instanceof Concatenate);
    assert.equal(layer.axis, 2);
    assert.equal(concatenate().axis, 1);
  });
});
