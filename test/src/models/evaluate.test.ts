import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { logsInOrder } from '../../../src/models/evaluate.js';
import { liveTensors } from '../../live-tensors.js';
import { smallData, smallModel } from './small-model.js';

const quiet = { verbose: 0 } as const;

describe('evaluate', () => {
  before(ensureReady);

  it('gives [loss, ...metrics], or a record, and leaves nothing behind', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    await model.evaluate(x, y, quiet);
    const before = await liveTensors();
    const [loss, accuracy] = await model.evaluate(x, y, { ...quiet, batchSize: 7 });
    assert.deepEqual(await model.evaluate(x, y, { ...quiet, batchSize: 7, returnDict: true }), {
      loss,
      accuracy,
    });
    assert.equal(await liveTensors(), before);
  });

  it('does not depend on the size of the batches, and takes weights and steps', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    const [one, many] = [
      await model.evaluate(x, y, quiet),
      await model.evaluate(x, y, { ...quiet, batchSize: 3 }),
    ];
    assert.ok(Math.abs(one[0]! - many[0]!) < 1e-6);
    const sampleWeight = tf.concat([tf.ones([10]), tf.zeros([10])]);
    const half = await model.evaluate(x.slice(0, 10), y.slice(0, 10), quiet);
    const weighted = await model.evaluate(x, y, { ...quiet, sampleWeight });
    assert.ok(Math.abs(weighted[0]! * 2 - half[0]!) < 1e-6);
    const steps = await model.evaluate(x, y, { ...quiet, batchSize: 10, steps: 1 });
    assert.ok(Math.abs(steps[0]! - half[0]!) < 1e-6);
  });

  it('takes generators and data sets', async () => {
    const model = smallModel();
    const [x, y] = smallData();
    const given = await model.evaluate(x, y, { ...quiet, batchSize: 20 });
    assert.deepEqual(await model.evaluate(new Set([[x, y] as const]), quiet), given);
    assert.deepEqual(await model.evaluateDataset(new Set([[x, y] as const]), quiet), given);
    await assert.rejects(
      model.evaluate(new Set([[x, y]]) as never, y, quiet),
      /evaluate: y and sampleWeight/,
    );
  });
});

it('a list of logs has Keras’s order', () => {
  const logs = { b_accuracy: 3, loss: 1, a_loss: 2 };
  assert.deepEqual(logsInOrder(logs, ['loss', 'accuracy', 'a_loss']), [1, 2, 3]);
});
