import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import { later } from './collect.js';

describe('elementSpec', () => {
  before(ensureReady);
  it('has shapes and dtypes, and null for the size of a batch that varies', () => {
    const pairs = Dataset.fromTensorSlices([tf.ones([5, 2]), tf.ones([5], 'int32')]);
    const shown = (spec: unknown) => String(spec);
    assert.equal(shown(pairs.elementSpec), 'TensorSpec((2,), float32),TensorSpec((), int32)');
    assert.equal(
      shown(pairs.batch(2).elementSpec),
      'TensorSpec((null, 2), float32),TensorSpec((null,), int32)',
    );
    assert.equal(
      shown(pairs.batch(2, { dropRemainder: true }).take(1).elementSpec),
      'TensorSpec((2, 2), float32),TensorSpec((2,), int32)',
    );
    assert.equal(
      shown(
        pairs
          .batch(2)
          .unbatch()
          .map((x) => x.reshape([2, 1])).elementSpec,
      ),
      'TensorSpec((2, 1), float32)',
    );
  });
  it('says so where it cannot know at once', () => {
    assert.throws(() => later(3).elementSpec, /asynchronous/);
    assert.throws(() => Dataset.range(0).elementSpec, /the dataset is empty/);
    assert.throws(() => Dataset.range(4).window(2).elementSpec, /the elements are datasets/);
  });
});
