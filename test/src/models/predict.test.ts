import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import type { PredictLogs } from '../../../src/callbacks/training.js';
import { Activation, Input } from '../../../src/layers/index.js';
import { Model } from '../../../src/models/index.js';
import { toTensors } from '../../../src/models/predict.js';
import { clearInterrupt, raiseInterrupt } from '../../../src/support/interrupt.js';
import { liveTensors } from '../../live-tensors.js';
import { assertClose } from '../../oracle/oracle.js';
import { smallData, smallModel } from './small-model.js';

describe('predict', () => {
  before(ensureReady);

  it('gives all samples at once, stacked, and leaves nothing else behind', () => {
    const model = smallModel();
    const [x] = smallData(10);
    const before = tf.memory().numTensors;
    const y = model.predict(x, { batchSize: 4 });
    assert.equal(tf.memory().numTensors, before + 1);
    const whole = model.predict(x);
    assert.deepEqual(y.shape, [10, 3]);
    assert.ok(y.sub(whole).abs().max().dataSync()[0]! < 1e-6);
    assert.deepEqual(model.predict(x, { batchSize: 4, steps: 2 }).shape, [8, 3]);
    assert.equal(x.isDisposed, false);
  });

  it('takes arrays, structures, and outputs that are the inputs', () => {
    const a = Input({ shape: [2], name: 'a' });
    const same = new Activation('linear')(a);
    const model = new Model({ inputs: { a }, outputs: { y: same } });
    const { y } = model.predict({
      a: [
        [1, 2],
        [3, 4],
      ],
    });
    assert.deepEqual(y.arraySync(), [
      [1, 2],
      [3, 4],
    ]);
    const x = tf.tensor([[1, 2]]);
    assert.notEqual(model.predict({ a: x }).y, x);
  });

  it('is a promise for batches', async () => {
    const model = smallModel();
    const [x] = smallData(6);
    const whole = model.predict(x);
    const before = await liveTensors();
    const batches = new Set([[x.slice(0, 4)], [x.slice(4, 2)]] as const);
    const y = await model.predict(batches as never);
    // Batches of another size are summed in another order.
    assertClose(y as unknown as tf.Tensor, whole.dataSync(), 1e-6);
    assert.equal(await liveTensors(), before + 3);
  });

  it('runs outside of training, also for one batch', () => {
    const model = smallModel();
    const [x] = smallData(4);
    assert.deepEqual(model.predictOnBatch(x).arraySync(), model.predict(x).arraySync());
  });

  it('is stopped by its callbacks and by the user', () => {
    const model = smallModel();
    const [x] = smallData(10);
    const onPredictBatchEnd = (batch: number) => {
      if (batch === 1) model.stopPredicting = true;
    };
    assert.deepEqual(model.predict(x, { batchSize: 2, callbacks: { onPredictBatchEnd } }).shape, [4, 3]);
    raiseInterrupt();
    assert.throws(() => model.predict(x), { name: 'KeyboardInterrupt' });
    clearInterrupt();
  });

  it('gives the outputs of each batch to callbacks, which may keep them', async () => {
    const model = smallModel();
    const [x] = smallData(6);
    const seen: tf.Tensor[] = [];
    const onPredictBatchEnd = (_batch: number, { outputs }: PredictLogs) => {
      seen.push(outputs);
    };
    const callbacks = { onPredictBatchEnd };
    const whole = model.predict(x, { batchSize: 4, callbacks });
    await model.predict(new Set([[x.slice(0, 4)], [x.slice(4, 2)]]) as never, { callbacks });
    assert.deepEqual(
      seen.map(({ shape }) => shape),
      [
        [4, 3],
        [2, 3],
        [4, 3],
        [2, 3],
      ],
    );
    assertClose(tf.concat(seen.slice(0, 2)), whole.dataSync(), 1e-6);
    assertClose(tf.concat(seen.slice(2)), whole.dataSync(), 1e-6);
  });

  it('refuses no samples and different numbers of them', () => {
    assert.throws(() => smallModel().predict(tf.zeros([0, 4])), /expected at least one sample/);
    const [a, b] = [Input({ shape: [1] }), Input({ shape: [1] })];
    const model = new Model({ inputs: [a, b], outputs: [a, b] });
    assert.throws(
      () => model.predict([tf.zeros([2, 1]), tf.zeros([3, 1])]),
      /expected 2 samples in all inputs; received 3/,
    );
  });

  it('makes tensors of arrays in any structure', () => {
    const { a } = toTensors({ a: [[1], [2]] }) as { a: tf.Tensor };
    assert.deepEqual(a.shape, [2, 1]);
    assert.throws(() => toTensors('x' as never), /expected tensors or arrays/);
  });
});
