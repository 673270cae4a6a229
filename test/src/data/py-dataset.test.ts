import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { setRandomSeed } from '../../../src/backends/random.js';
import { PyDataset, type PyDatasetOptions } from '../../../src/data/py-dataset.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Sequential } from '../../../src/models/sequential.js';
import { liveTensors } from '../../live-tensors.js';

class Squares extends PyDataset {
  readonly asked: (number | string)[] = [];

  constructor(
    private readonly batches: number | null,
    private readonly pause = 0,
    options: PyDatasetOptions = {},
  ) {
    super(options);
  }

  override get length(): number | null {
    return this.batches;
  }

  override getItem(index: number): [number[][], number[][]] | Promise<[number[][], number[][]]> {
    this.asked.push(index);
    const batch: [number[][], number[][]] = [
      [[index], [index + 0.5]],
      [[index * index], [0]],
    ];
    return this.pause === 0
      ? batch
      : new Promise((resolve) => setTimeout(() => resolve(batch), this.pause * (4 - index)));
  }

  override onEpochBegin(): void {
    this.asked.push('begin');
  }

  override onEpochEnd(): void {
    this.asked.push('end');
  }
}

function compiled(): Sequential {
  const model = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  return model;
}

describe('utils.PyDataset', () => {
  before(ensureReady);

  it('gives fit each batch once an epoch, in new orders, evaluate and predict in order', async () => {
    setRandomSeed(3);
    const [model, data] = [compiled(), new Squares(6)];
    const live = await liveTensors();
    const validation = new Squares(2);
    const { history } = await model.fit(data, { epochs: 2, verbose: 0, validationData: validation });
    assert.equal(history['loss']?.length, 2);
    assert.equal(history['val_loss']?.length, 2);
    const [first, second] = [data.asked.slice(0, 8), data.asked.slice(8)];
    for (const epoch of [first, second]) {
      assert.deepEqual([epoch[0], epoch.at(-1)], ['begin', 'end']);
      assert.deepEqual(epoch.slice(1, -1).sort(), [0, 1, 2, 3, 4, 5]);
    }
    assert.notDeepEqual(first, second);
    assert.deepEqual(validation.asked, ['begin', 0, 1, 'end', 'begin', 0, 1, 'end']);
    const again = new Squares(3);
    await model.fit(again, { shuffle: false, verbose: 0 });
    await model.evaluate(again, { verbose: 0 });
    const predictions = await model.predict(again);
    assert.deepEqual((predictions as tf.Tensor).shape, [6, 1]);
    tf.dispose(predictions);
    assert.deepEqual(again.asked, Array.from({ length: 3 }, () => ['begin', 0, 1, 2, 'end']).flat());
    assert.equal(await liveTensors(), live);
  });

  it('asks for several batches at once with workers, and keeps their order', async () => {
    const data = new Squares(4, 5, { workers: 2, maxQueueSize: 3 });
    const model = compiled();
    const predictions = (await model.predict(data)) as tf.Tensor;
    const slope = model.getWeights()[0]!.dataSync()[0]!;
    const expected = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5].map((x) => x * slope);
    for (const [i, value] of [...predictions.dataSync()].entries())
      assert.ok(Math.abs(value - expected[i]!) < 1e-5);
    const seen: unknown[] = [];
    for await (const [x] of data as AsyncIterable<[number[][]]>) seen.push(x[0]);
    assert.deepEqual(seen, [[0], [1], [2], [3]]);
  });

  it('may have no end, and says what it cannot do', async () => {
    const endless = new Squares(null);
    await compiled().fit(endless, { stepsPerEpoch: 2, epochs: 2, verbose: 0 });
    assert.deepEqual(endless.asked, ['begin', 0, 1, 2, 3]);
    await assert.rejects(compiled().evaluate(endless), /steps: 100/);
    assert.throws(
      () => new Squares(1, 0, { useMultiprocessing: true }),
      /Squares: useMultiprocessing is not there/,
    );
    assert.throws(() => new Squares(1, 0, { workers: 0 }), /workers must be a positive integer/);
    await assert.rejects(compiled().evaluate(new Squares(0.5)), /length must be the number of batches/);
  });
});
