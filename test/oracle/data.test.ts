import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { Dataset } from '../../src/data/dataset.js';
import { splitDataset } from '../../src/data/split-dataset.js';
import { timeseriesDatasetFromArray } from '../../src/data/timeseries-dataset-from-array.js';
import { collect } from '../src/data/collect.js';
import { oracleCases } from './oracle.js';

interface Case {
  readonly name: string;
  readonly elements: unknown[];
  /** -1: endless, -2: unknown. */
  readonly cardinality: number;
}

const x = () => tf.range(0, 12).reshape([6, 2]);
const labels = () => tf.range(0, 6);
const pairs = () => Dataset.fromTensorSlices([x(), labels()]);
const value = (scalar: tf.Tensor) => scalar.dataSync()[0] as number;
const uneven = (n: number) => Dataset.range(1, n + 1).map((v) => tf.fill([value(v)], value(v)));

const numbers = () => tf.range(0, 20, 1, 'int32');
const pairOf = () => [tf.range(0, 40).reshape([20, 2]), numbers()];
const SPLITS: Readonly<Record<string, () => unknown>> = {
  rows: () => splitDataset(numbers(), { leftSize: 0.125 }),
  tuples: () => splitDataset(pairOf(), { leftSize: 3, rightSize: 0.3 }),
  batches: () => splitDataset(Dataset.fromTensorSlices(pairOf()).batch(6), { rightSize: 0.25 }),
};

const PIPELINES: Readonly<Record<string, () => Dataset<never>>> = Object.fromEntries(
  Object.entries({
    'rows in batches': () => pairs().batch(4),
    'rows in batches without the remainder': () => pairs().batch(4, { dropRemainder: true }),
    dictionaries: () => Dataset.fromTensorSlices({ a: x(), b: labels() }).skip(4),
    'take skip repeat': () => Dataset.range(7).skip(2).take(3).repeat(2),
    'repeat then batch': () => Dataset.range(3).repeat(3).batch(4),
    'batch then repeat': () => Dataset.range(3).batch(2).repeat(2),
    shards: () => Dataset.range(10).shard(3, 2),
    zip: () => Dataset.zip([Dataset.range(3), Dataset.range(5, 10).map((v) => v.mul(2))]),
    concatenate: () => Dataset.range(2).concatenate(Dataset.range(8, 10)),
    filter: () => Dataset.range(10).filter((v) => value(v) % 3 === 0),
    'flat map': () => Dataset.range(1, 4).flatMap((v) => Dataset.range(value(v))),
    'uneven interleave': () =>
      Dataset.range(1, 6).interleave((v) => Dataset.range(value(v)), { cycleLength: 2, blockLength: 2 }),
    'padded batch': () => uneven(4).paddedBatch(2),
    'padded batch to a shape': () => uneven(4).paddedBatch(3, { paddedShapes: [5], paddingValues: -1 }),
    'timeseries 1': () =>
      timeseriesDatasetFromArray(tf.range(0, 40).reshape([20, 2]), numbers(), 4, { batchSize: 5 }),
    'timeseries 2': () =>
      timeseriesDatasetFromArray(numbers(), null, 3, { sequenceStride: 2, samplingRate: 3, batchSize: 4 }),
    'timeseries 3': () =>
      timeseriesDatasetFromArray(tf.range(0, 40).reshape([20, 2]), numbers().slice(0, 14), 4, {
        startIndex: 2,
        endIndex: 17,
        batchSize: null,
      }),
    'keys that are left': () =>
      Dataset.fromTensorSlices(tf.tensor1d([2, 1, 2, 0, 2, 1, 1], 'int32')).groupByWindow(
        (v) => v,
        (key, window) => window.map((v) => [key, v]),
        2,
      ),
    'inner dataset that uses an element': () =>
      Dataset.range(3).flatMap((v) => Dataset.range(2).map((w) => v.mul(10).add(w))),
    'buckets to their boundary': () =>
      Dataset.fromTensorSlices([1, 4, 2, 5, 3, 2])
        .map((n) => tf.fill([value(n)], value(n)))
        .bucketBySequenceLength((v) => v.shape[0] as number, [4, 7], [2, 2, 2], {
          padToBucketBoundary: true,
          paddedShapes: [null],
        }),
    rebatch: () => Dataset.range(7).batch(3).rebatch(2),
    'rebatch in turns': () => Dataset.range(10).batch(4).rebatch([1, 2, 3], { dropRemainder: true }),
    counter: () => Dataset.counter(2, -3).take(4),
    unbatch: () => pairs().batch(4).unbatch(),
  }) as [string, () => Dataset<never>][],
);

/** "interleave 5 6 2 4", "parallel 2 1", "window 3 None 1 True": the numbers are in the name. */
async function named(name: string): Promise<Dataset<unknown>> {
  const known = PIPELINES[name];
  if (known) return known();
  const [kind, ...words] = name.split(' ');
  if (kind === 'split') {
    const parts = (await SPLITS[words[0] as string]!()) as Dataset<unknown>[];
    return parts[Number(words[1])]!;
  }
  const [a, b, c, d] = words.map(Number) as [number, number, number, number];
  if (kind === 'interleave') {
    return Dataset.range(1, a + 1).interleave((v) => Dataset.fromTensors(v).repeat(b), {
      cycleLength: c,
      blockLength: d,
    });
  }
  if (kind === 'parallel') {
    const options = { cycleLength: a, blockLength: b, numParallelCalls: 2, deterministic: true };
    const some = (v: tf.Tensor) => Dataset.range(value(v) * 10, value(v) * 10 + ((value(v) * 2) % 5));
    return Dataset.range(6).interleave(some, options);
  }
  assert.equal(kind, 'window');
  const options = { shift: Number.isNaN(b) ? null : b, stride: c, dropRemainder: words[3] === 'True' };
  return Dataset.range(7)
    .window(a, options)
    .flatMap((one) => one.batch(9));
}

describe('pipelines give what those of tf.data give', () => {
  before(ensureReady);
  for (const { name, elements, cardinality } of oracleCases<Case>('data')) {
    it(name, async () => {
      const dataset = await named(name);
      assert.deepEqual(await collect(dataset), elements);
      // tf.data leaves some of the sizes unknown that we know.
      if (cardinality >= 0) assert.equal(dataset.cardinality(), cardinality);
    });
  }
});
