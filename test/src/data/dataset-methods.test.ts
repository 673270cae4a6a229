import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import { collect } from './collect.js';

const number = (x: tf.Tensor) => x.dataSync()[0] as number;

describe("tf.data's further methods", () => {
  before(ensureReady);

  it('takeWhile, unique, enumerate and scan go through the elements', async () => {
    const values = Dataset.fromTensorSlices([1, 2, 1, 3, 2]);
    assert.deepEqual(await collect(values.takeWhile((x) => x.less(3))), [1, 2, 1]);
    assert.deepEqual(await collect(values.unique()), [1, 2, 3]);
    assert.deepEqual(await collect(values.enumerate(5).take(2)), [
      [5, 1],
      [6, 2],
    ]);
    const sums = values.scan(0, (sum, x) => [sum.add(x) as tf.Scalar, [sum, x]]);
    assert.deepEqual(await collect(sums.take(3)), [
      [0, 1],
      [1, 2],
      [3, 1],
    ]);
    await assert.rejects(
      collect(values.scan(0, (() => 3) as never)),
      /Dataset.scan, element 0: expected \[state, output\]; received 3/,
    );
  });

  it('reduce and getSingleElement give one value, and leave no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const values = Dataset.range(1, 6).map((x) => tf.mul(x, 2));
    const sum = await values.reduce({ sum: 0, count: 0 }, ({ sum, count }, x) => ({
      sum: sum.add(x) as tf.Scalar,
      count: count.add(1) as tf.Scalar,
    }));
    assert.deepEqual([number(sum.sum), number(sum.count)], [30, 5]);
    tf.dispose(sum);
    const only = await values.take(1).getSingleElement();
    assert.equal(number(only), 2);
    only.dispose();
    await assert.rejects(values.getSingleElement(), /expected one element; received more/);
    await assert.rejects(values.take(0).getSingleElement(), /received none/);
    assert.equal(tf.memory().numTensors, before);
  });

  it('chooseFromDatasets and sampleFromDatasets take turns', async () => {
    const [a, b] = [Dataset.range(3), Dataset.range(10, 20)];
    const choices = Dataset.fromTensorSlices([0, 1, 1, 0, 1]);
    assert.deepEqual(await collect(Dataset.chooseFromDatasets([a, b], choices)), [0, 10, 11, 1, 12]);
    const all = await collect(Dataset.sampleFromDatasets([a, b], { weights: [0.2, 0.8], seed: 1 }));
    assert.equal(all.length, 13);
    assert.deepEqual(
      await collect(Dataset.sampleFromDatasets([a, b], { weights: [1, 0], seed: 1 })),
      [0, 1, 2],
    );
    const stopped = Dataset.sampleFromDatasets([a, b.repeat()], { seed: 2, stopOnEmptyDataset: true });
    assert.equal((await collect(stopped)).filter((x) => (x as number) < 3).length, 3);
    assert.throws(
      () => Dataset.sampleFromDatasets([a], { weights: [-1] }),
      /expected 1 weights of at least 0/,
    );
    await assert.rejects(
      collect(Dataset.chooseFromDatasets([a, b], Dataset.range(5))),
      /expected choices in \[0, 1\]; received 2/,
    );
  });

  it('groupByWindow and bucketBySequenceLength gather what belongs together', async () => {
    const groups = Dataset.range(7).groupByWindow(
      (x) => x.mod(tf.scalar(2, 'int32')),
      (_, window) => window.batch(3),
      3,
    );
    assert.deepEqual(await collect(groups), [[0, 2, 4], [1, 3, 5], [6]]);
    const words = Dataset.fromGenerator(function* () {
      for (const length of [1, 4, 2, 5, 3]) yield new Array<number>(length).fill(length);
    });
    const batches = words.bucketBySequenceLength((x) => x.shape[0] as number, [3], [2, 2]);
    assert.deepEqual(await collect(batches), [
      [
        [1, 0],
        [2, 2],
      ],
      [
        [4, 4, 4, 4, 0],
        [5, 5, 5, 5, 5],
      ],
      [[3, 3, 3]],
    ]);
    assert.throws(() => words.bucketBySequenceLength(() => 1, [3], [2]), /one batch size more than the 1/);
  });

  it('ignoreErrors leaves out what a function fails on; apply calls a part of a pipeline', async () => {
    const failing = Dataset.range(4).map((x) => {
      if (number(x) === 2) throw new Error('no');
      return x;
    });
    assert.deepEqual(await collect(failing.ignoreErrors()), [0, 1, 3]);
    const doubled = (dataset: Dataset<tf.Scalar>) => dataset.map((x) => tf.mul(x, 2));
    assert.deepEqual(await collect(Dataset.range(3).apply(doubled)), [0, 2, 4]);
  });
});
