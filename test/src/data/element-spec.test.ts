import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import { TextLineDataset } from '../../../src/data/text-line-dataset.js';
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
  it('knows what varies, of batches of batches, and of what nobody has read', () => {
    const shown = (dataset: Dataset<unknown>) => String(dataset.elementSpec);
    const rows = Dataset.fromTensorSlices(tf.ones([5, 3]));
    assert.equal(shown(rows.batch(2).batch(4, { dropRemainder: true })), 'TensorSpec((4, null, 3), float32)');
    assert.equal(shown(rows.batch(2).concatenate(rows.batch(2).take(0))), 'TensorSpec((null, 3), float32)');
    assert.equal(shown(rows.concatenate(Dataset.fromTensors(tf.ones([4])))), 'TensorSpec((null,), float32)');
    assert.equal(shown(rows.take(0).paddedBatch(2, { paddedShapes: [7] })), 'TensorSpec((null, 7), float32)');
    assert.equal(shown(rows.batch(2).map((x) => x.mul(x))), 'TensorSpec((null, 3), float32)');
    assert.equal(shown(rows.batch(2).map((x) => x.sum(0))), 'TensorSpec((3,), float32)');
    const windows = Dataset.range(9)
      .window(3)
      .flatMap((window) => window.batch(3));
    assert.equal(shown(windows), 'TensorSpec((null,), int32)');
    assert.equal(shown(new TextLineDataset('poem.txt').batch(2)), 'TensorSpec((null,), string)');
  });
  it('says so where it cannot know at once', () => {
    assert.throws(() => later(3).elementSpec, /asynchronous/);
    assert.throws(() => Dataset.range(4).window(2).batch(2).elementSpec, /the elements are datasets/);
    assert.throws(() => Dataset.fromGenerator(function* () {}).elementSpec, /the dataset is empty/);
  });
});
