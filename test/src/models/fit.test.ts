import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { setRandomSeed } from '../../../src/backends/random.js';
import { Dense, Input } from '../../../src/layers/index.js';
import { Model, Sequential } from '../../../src/models/index.js';
import { clearInterrupt, raiseInterrupt } from '../../../src/support/interrupt.js';
import { liveTensors } from '../../live-tensors.js';
import { smallData, smallModel } from './small-model.js';

const quiet = { verbose: 0 } as const;

describe('fit', () => {
  before(ensureReady);

  it('leaves no tensor behind, whatever it is given', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    await model.fit(x, y, { ...quiet, validationSplit: 0.2 });
    const before = await liveTensors();
    await model.fit(x, y, { ...quiet, epochs: 2, batchSize: 3, validationSplit: 0.2, classWeight: { 0: 2 } });
    await model.fit(await x.array(), await y.array(), { ...quiet, validationData: [x, y] });
    await model.fit(x, y, { ...quiet, callbacks: { onTrainBatchEnd: () => {} } });
    assert.equal(await liveTensors(), before);
  });

  it('takes batches of generators, of functions that begin them, and async ones', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    await model.fit(x, y, quiet);
    const before = await liveTensors();
    function* batches() {
      for (;;) yield [x, y] as const;
    }
    async function* once() {
      yield [x, y] as const;
    }
    const first = await model.fit(batches(), { ...quiet, stepsPerEpoch: 3, epochs: 2 });
    assert.equal(first.epoch.length, 2);
    const second = await model.fit(once, { ...quiet, epochs: 2, validationData: once });
    assert.equal(second.history.val_loss.length, 2);
    await model.fitDataset(new Set([[x, y] as const]), quiet);
    assert.equal(await liveTensors(), before);
  });

  it('is repeatable with a seed, shuffled and not', async () => {
    const run = async (shuffle: boolean) => {
      setRandomSeed(4);
      const [x, y] = smallData();
      return (await smallModel().fit(x, y, { ...quiet, epochs: 2, batchSize: 4, shuffle })).history.loss;
    };
    assert.deepEqual(await run(true), await run(true));
    assert.notDeepEqual(await run(true), await run(false));
  });

  it('takes dictionaries by input and output name, and weights by output', async () => {
    const [a, b] = [Input({ shape: [4], name: 'a' }), Input({ shape: [1], name: 'b' })];
    const outputs = { p: new Dense({ units: 1, name: 'p' })(a), q: new Dense({ units: 1, name: 'q' })(b) };
    const model = new Model({ inputs: { a, b }, outputs });
    model.compile({ optimizer: 'sgd', loss: { p: 'mse', q: 'mae' }, weightedMetrics: { q: ['mse'] } });
    const [x] = smallData(6);
    const y = { p: [[1], [2], [3], [4], [5], [6]], q: Float32Array.of(1, 2, 3, 4, 5, 6) };
    const sampleWeight = { p: [1, 1, 1, 1, 1, 1], q: [0, 0, 0, 0, 0, 0] };
    const { history } = await model.fit({ a: x, b: Float32Array.of(1, 2, 3, 4, 5, 6) }, y, {
      ...quiet,
      sampleWeight,
    });
    assert.deepEqual(Object.keys(history), ['loss', 'q_mse', 'p_loss', 'q_loss']);
    assert.equal(history['q_loss']![0], 0);
    assert.equal(history.loss[0], history['p_loss']![0]);
  });

  it('is interrupted before the next batch, with the history kept', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    await model.fit(x, y, quiet);
    const before = await liveTensors();
    let seen: unknown;
    const running = model.fit(x, y, {
      ...quiet,
      epochs: 10,
      batchSize: 5,
      callbacks: {
        onTrainBatchEnd(batch) {
          if (model.history?.epoch.length === 2 && batch === 1) raiseInterrupt();
        },
        onTrainInterrupt(error) {
          seen = error;
        },
      },
    });
    await assert.rejects(running, { name: 'KeyboardInterrupt' });
    clearInterrupt();
    assert.deepEqual(model.history?.epoch, [0, 1]);
    assert.equal((seen as Error).name, 'KeyboardInterrupt');
    assert.equal(await liveTensors(), before);
  });

  it('lets timers run while it trains', async () => {
    const [x, y] = smallData(2000);
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);
    await smallModel().fit(x, y, { ...quiet, batchSize: 2 });
    clearInterval(timer);
    assert.ok(ticks > 0);
  });

  it('waits for hooks that are async', async () => {
    const order: string[] = [];
    const [x, y] = smallData();
    await smallModel().fit(x, y, {
      ...quiet,
      callbacks: [
        {
          async onEpochEnd() {
            await new Promise((resolve) => setTimeout(resolve, 5));
            order.push('hook');
          },
        },
        { onTrainEnd: () => void order.push('end') },
      ],
    });
    assert.deepEqual(order, ['hook', 'end']);
  });

  it('goes on with a NaN loss, and warns once', async () => {
    const warn = mock.method(console, 'warn', () => {});
    const model = new Sequential([new Dense({ units: 1, inputShape: [1] })]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const x = [[1], [2], [Number.NaN], [4]];
    const { history } = await model.fit(x, [1, 2, 3, 4], {
      ...quiet,
      batchSize: 1,
      epochs: 2,
      shuffle: false,
    });
    assert.equal(history.loss.length, 2);
    assert.ok(Number.isNaN(history.loss[1]));
    assert.equal(warn.mock.callCount(), 1);
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /NaN from epoch 1, batch 3 on/);
    warn.mock.restore();
  });

  it('refuses what a data set cannot have, with the way out', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    const set = new Set([[x, y] as const]);
    await assert.rejects(
      model.fit(set, { ...quiet, batchSize: 3 }),
      /fit: batchSize is for tensors.*\nFix: dataset\.batch\(3\)/,
    );
    await assert.rejects(
      model.fit(set, { ...quiet, validationSplit: 0.2 }),
      /validationSplit.*\nFix: validationData: dataset\.take\(n\)/,
    );
    await assert.rejects(model.fit(set as never, y, quiet), /fit: y is for tensors and arrays/);
    await assert.rejects(
      model.fit(x, y, { ...quiet, validationData: 3 as never }),
      /validationData must be \[x, y\]/,
    );
    await assert.rejects(
      model.fit(x, y, { ...quiet, callbacks: ['x' as never] }),
      /expected a Callback or an object of hooks/,
    );
  });

  it('names wrong shapes and labels', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    await assert.rejects(
      model.fit(tf.zeros([20, 7]), y, quiet),
      /expected shape \(null, 4\); received \(20, 7\)/,
    );
    await assert.rejects(
      model.fit(x, tf.zeros([3]), quiet),
      /y: expected as many samples as in x, 20; received 3/,
    );
    await assert.rejects(model.fit(x, tf.zeros([20, 3]), quiet), /sparseCategoricalCrossentropy/);
  });
});
