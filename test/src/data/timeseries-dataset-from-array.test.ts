import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { timeseriesDatasetFromArray } from '../../../src/data/timeseries-dataset-from-array.js';
import { collect } from './collect.js';

// test/oracle/data.test.ts compares sequences and targets with Keras's.
describe('utils.timeseriesDatasetFromArray', () => {
  before(ensureReady);

  it('keeps sequence and target together in a random order', async () => {
    const series = tf.range(0, 12, 1, 'int32');
    const dataset = timeseriesDatasetFromArray(series, series, 3, {
      shuffle: true,
      seed: 2,
      batchSize: null,
    });
    assert.equal(dataset.cardinality(), 10);
    const found = (await collect(dataset)) as [number[], number][];
    for (const [sequence, target] of found) assert.deepEqual(sequence, [target, target + 1, target + 2]);
    const order = found.map(([, target]) => target);
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    assert.notDeepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const [x, y] = dataset.elementSpec as unknown as { shape: number[]; dtype: string }[];
    assert.deepEqual([x?.shape, x?.dtype, y?.shape], [[3], 'int32', []]);
  });

  it('takes the length among its options too', async () => {
    const dataset = timeseriesDatasetFromArray([1, 2, 3, 4], [5, 6, 7, 8], {
      sequenceLength: 3,
      batchSize: null,
    });
    assert.deepEqual(await collect(dataset), [
      [[1, 2, 3], 5],
      [[2, 3, 4], 6],
    ]);
    const without = { batchSize: 2 } as unknown as { sequenceLength: number };
    assert.throws(
      () => timeseriesDatasetFromArray([1, 2], null, without),
      /sequenceLength must be .*received undefined/,
    );
  });

  it('says what does not fit', () => {
    const make = (...rest: unknown[]) =>
      timeseriesDatasetFromArray([1, 2, 3, 4], ...(rest as [null, number]));
    assert.throws(() => make(null, 5), /expected at least one sequence; 4 time steps hold none of 5 steps/);
    assert.throws(() => make(null, 2, { endIndex: 5 }), /endIndex must be an integer above startIndex, 0/);
    assert.throws(() => make(null, 2, { samplingRate: 4 }), /samplingRate must be an integer above 0/);
    assert.throws(() => make([1], 2, { startIndex: 1 }), /with 1 targets/);
  });
});
