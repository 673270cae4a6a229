import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Input, layers, Model } from '../../../src/index.js';
import { liveTensors } from '../../live-tensors.js';
import { smallData, smallModel } from './small-model.js';

describe('steps on one batch', () => {
  before(ensureReady);

  it('train or test, give this batch’s logs, and leave nothing behind', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    const tested = await model.testOnBatch(x, y);
    const before = await liveTensors();
    const trained = await model.trainOnBatch(x, y);
    assert.equal(await liveTensors(), before);
    assert.deepEqual(trained, tested);
    assert.ok((await model.testOnBatch(x, y))[0]! < trained[0]!);
  });

  it('take inputs of different lengths where the layers do, as Keras; fit does not', async () => {
    const [a, b] = [Input({ shape: [4] }), Input({ shape: [4] })];
    const model = new Model({
      inputs: [a, b],
      outputs: new layers.Add().apply([
        a,
        new layers.Dense({ units: 4, kernelInitializer: 'zeros' }).apply(b),
      ]),
    });
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const [x, y] = [[tf.ones([8, 4]), tf.ones([1, 4])], tf.zeros([8, 4])];
    assert.deepEqual(await model.testOnBatch(x, y), [1]);
    assert.deepEqual(await model.trainOnBatch(x, y), [1]);
    assert.deepEqual((model.predictOnBatch(x) as tf.Tensor).shape, [8, 4]);
    await assert.rejects(
      model.trainOnBatch(x, tf.zeros([7, 4])),
      /y: expected as many samples as in x, 8 or 1; received 7/,
    );
    await assert.rejects(model.fit(x, y, { verbose: 0 }), /expected as many samples as in x, 8; received 1/);
  });

  it('take weights of samples or classes', async () => {
    const model = smallModel();
    const [x, y] = smallData(6);
    const [none] = await model.testOnBatch(x, y, { sampleWeight: [0, 0, 0, 0, 0, 0] });
    assert.equal(none, 0);
    const [classes] = await model.trainOnBatch(x, y, { classWeight: { 0: 0, 1: 0, 2: 0 } });
    assert.equal(classes, 0);
    await assert.rejects(model.testOnBatch(x, y, { classWeight: {} }), /unknown option classWeight/);
    const both = { classWeight: {}, sampleWeight: [1, 1, 1, 1, 1, 1] };
    await assert.rejects(model.trainOnBatch(x, y, both), /one of classWeight and sampleWeight/);
  });
});
