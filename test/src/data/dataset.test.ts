import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Sequential } from '../../../src/models/sequential.js';
import { liveTensors } from '../../live-tensors.js';
import { collect } from './collect.js';

const small = () => {
  const model = new Sequential([new Dense({ units: 1, inputShape: [2] })]);
  model.compile({ optimizer: 'sgd', loss: 'mse', metrics: ['mae'] });
  return model;
};
const quiet = { verbose: 0 } as const;

const first = (x: tf.Tensor) => x.dataSync()[0] as number;

describe('Dataset', () => {
  before(ensureReady);
  const rows = () =>
    Dataset.fromTensorSlices([tf.range(0, 20).reshape([10, 2]), tf.range(0, 10).reshape([10, 1])]);

  it('is read with for await, forEach and toArray', async () => {
    assert.deepEqual(await collect(Dataset.range(2)), [0, 1]);
    const seen: number[] = [];
    const before = await liveTensors();
    await Dataset.range(3).forEach((x) => {
      seen.push(x.dataSync()[0]!);
    });
    assert.equal(await liveTensors(), before);
    assert.deepEqual(seen, [0, 1, 2]);
    assert.equal((await rows().toArray()).length, 10);
  });

  it('trains as the tensors that it was made of, and leaves none behind', async () => {
    const [x, y] = [tf.range(0, 20).reshape([10, 2]), tf.range(0, 10).reshape([10, 1])];
    const [one, other] = [small(), small()];
    const start = one.getWeights();
    other.setWeights(start);
    const first = await one.fit(x, y, { ...quiet, epochs: 2, batchSize: 4, shuffle: false });
    // The optimizer's variables come with the first step.
    await other.fit(rows().batch(4), quiet);
    other.setWeights(start);
    const before = await liveTensors();
    const second = await other.fit(
      rows()
        .map((a, b) => [a.add(0), b])
        .batch(4)
        .prefetch(2),
      { ...quiet, epochs: 2 },
    );
    assert.equal(await liveTensors(), before);
    assert.deepEqual(second.history, first.history);
    assert.deepEqual(
      await other.evaluate(rows().batch(4), quiet),
      await one.evaluate(x, y, { ...quiet, batchSize: 4 }),
    );
    const predicted = await other.predict(rows().batch(4));
    assert.deepEqual((predicted as tf.Tensor).shape, [10, 1]);
  });

  it('knows what an epoch has, and takes class weights and validation data', async () => {
    const steps: (number | null)[] = [];
    const history = await small().fit(rows().batch(4), {
      ...quiet,
      classWeight: { 0: 2 },
      validationData: rows().take(4).batch(2),
      callbacks: {
        onTrainBegin() {
          steps.push((this as unknown as { params: { steps: number | null } }).params.steps);
        },
      },
    });
    assert.deepEqual(steps, [3]);
    assert.ok(Number.isFinite((history.history as Record<string, number[]>)['val_loss']![0]));
  });

  it('must be batched for fit, and says how', async () => {
    await assert.rejects(
      small().fit(Dataset.range(4), quiet),
      /expected batches with an axis of samples.*\n?.*batch\(32\)/s,
    );
  });

  it('closes its source when training stops early', async () => {
    let closed = false;
    const endless = Dataset.fromGenerator(function* () {
      try {
        for (;;) yield [tf.ones([2, 2]), tf.ones([2, 1])] as const;
      } finally {
        closed = true;
      }
    });
    await small().fit(endless, { ...quiet, stepsPerEpoch: 2 });
    assert.equal(closed, true);
  });

  it('refuses options and arguments that it does not know', () => {
    assert.throws(() => Dataset.range(3).batch(2, { drop: true } as never), /unknown option drop/);
    assert.throws(() => Dataset.range(3).shuffle(0), /bufferSize must be a positive integer/);
    assert.throws(() => Dataset.range(3).prefetch(-2), /bufferSize must be an integer of at least 0/);
    assert.throws(() => Dataset.range(3).window(2, { stride: 0 }), /stride must be a positive integer/);
  });

  it('reduce and getSingleElement give one value, and leave no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const values = Dataset.range(1, 6).map((x) => tf.mul(x, 2));
    const sum = await values.reduce({ sum: 0, count: 0 }, ({ sum, count }, x) => ({
      sum: sum.add(x) as tf.Scalar,
      count: count.add(1) as tf.Scalar,
    }));
    assert.deepEqual([first(sum.sum), first(sum.count)], [30, 5]);
    tf.dispose(sum);
    const only = await values.take(1).getSingleElement();
    assert.equal(first(only), 2);
    only.dispose();
    await assert.rejects(values.getSingleElement(), /expected one element; received more/);
    await assert.rejects(values.take(0).getSingleElement(), /received none/);
    assert.equal(tf.memory().numTensors, before);
  });
});
