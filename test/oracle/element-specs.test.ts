import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { Dataset } from '../../src/data/dataset.js';
import { TensorSpec } from '../../src/data/tensor-spec.js';
import { mapStructure, type Nested } from '../../src/support/structure.js';
import { oracleCases } from './oracle.js';

interface Case {
  readonly name: string;
  readonly spec: Nested<string>;
}

const nothing = (...shape: (number | null)[]) =>
  Dataset.fromGenerator(
    () => {
      throw new Error('nobody reads it');
    },
    { outputSignature: new TensorSpec({ shape }) },
  );
const growing = () => Dataset.range(7).map((n) => tf.fill([n.dataSync()[0] as number], 1));
const windows = () => Dataset.range(7).window(3);

const PIPELINES: Readonly<Record<string, () => Dataset<unknown>>> = {
  none: () => Dataset.range(0).map((x) => x.neg()),
  'filtered to nothing': () =>
    Dataset.range(5)
      .filter(() => false)
      .map((x) => [x.greater(2), 'text']),
  'squares of batches': () =>
    Dataset.range(7)
      .batch(3)
      .map((x) => x.mul(x)),
  'sums of batches': () =>
    Dataset.range(7)
      .batch(3)
      .map((x) => x.sum()),
  'pairs of whole batches': () =>
    Dataset.range(7)
      .batch(3, { dropRemainder: true })
      .map((x) => tf.stack([x, x], 1)),
  growing,
  'growing, padded': () => growing().paddedBatch(3),
  'growing, padded to ten': () => growing().paddedBatch(3, { paddedShapes: [10], dropRemainder: true }),
  windows,
  'windows of windows': () => windows().window(2),
  'some windows in batches': () =>
    windows()
      .shuffle(4)
      .take(2)
      .flatMap((w) => w.batch(3)),
  'whole windows of nothing': () =>
    Dataset.range(0)
      .window(3, { dropRemainder: true })
      .flatMap((w) => w.batch(3, { dropRemainder: true })),
  'windows of pairs': () =>
    Dataset.fromTensorSlices([tf.ones([5, 2]), tf.ones([5], 'int32')])
      .window(2)
      .flatMap((x, y) => Dataset.zip([x.batch(2), y.batch(2)])),
  generator: () => nothing(null),
  'generator in batches': () => nothing(null, 3).batch(2),
  'generator, transposed': () => nothing(null, 3).map((x) => x.transpose()),
  'generator, twice as long': () => nothing(null, 3).map((x) => tf.concat([x, x], 0)),
  'generator, twice as wide': () => nothing(null, 3).map((x) => tf.concat([x, x], 1)),
  'generator, flat': () => nothing(null, 3).map((x) => x.reshape([-1])),
  'generator and its sums': () =>
    nothing(null)
      .filter(() => false)
      .map((x) => [x, x.sum()])
      .batch(4),
  'generator, padded': () => nothing(null).paddedBatch(2),
  'generator of pairs, padded': () => nothing(2).paddedBatch(2),
  'generators of two lengths': () => nothing(2).concatenate(nothing(3)),
  'generators, drawn': () => Dataset.sampleFromDatasets([nothing(2), nothing(null)]),
  'dictionary of datasets': () => Dataset.zip({ a: Dataset.range(3), b: nothing(2).batch(2) }),
  numbered: () =>
    nothing(null)
      .enumerate()
      .map((i, x) => [x, i]),
  'flat map of none': () =>
    Dataset.range(0).flatMap(() => Dataset.fromTensorSlices(tf.ones([3, 2])).batch(2)),
  'interleave of none': () =>
    Dataset.range(0).interleave(() => Dataset.range(3).batch(2), { cycleLength: 2 }),
  scan: () => Dataset.range(0).scan(0, (s, x) => [s, [x, s]]),
  groups: () =>
    Dataset.range(9).groupByWindow(
      (x) => x.mod(2),
      (_, w) => w.batch(3),
      3,
    ),
  buckets: () => nothing(null).bucketBySequenceLength((x) => x.shape[0] as number, [3, 5], [2, 2, 2]),
  resampled: () => Dataset.range(9).rejectionResample((x) => x.mod(2), [0.5, 0.5]),
};

describe('elements are what tf.data says that they are, before anything is read', () => {
  before(ensureReady);
  for (const { name, spec } of oracleCases<Case>('element_specs'))
    it(name, () => {
      const dataset = PIPELINES[name]!();
      const tensors = tf.memory().numTensors;
      assert.deepEqual(mapStructure(dataset.elementSpec, String), spec);
      assert.equal(tf.memory().numTensors, tensors);
    });
});
