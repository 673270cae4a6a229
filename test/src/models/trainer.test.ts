import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { metricLogs, Trainer } from '../../../src/models/trainer.js';
import { Adam } from '../../../src/optimizers/index.js';

describe('Trainer', () => {
  before(ensureReady);

  it('has Keras’s defaults', () => {
    const trainer = new Trainer({}, null);
    assert.equal(trainer.optimizer.constructor.name, 'RMSprop');
    assert.deepEqual(
      [trainer.loss, trainer.metrics, trainer.stepsPerExecution, trainer.runEagerly],
      [null, null, 'auto', false],
    );
    assert.deepEqual(
      trainer.entries().map(([key]) => key),
      ['loss'],
    );
  });

  it('takes what compile is given', () => {
    const optimizer = new Adam();
    const trainer = new Trainer(
      { optimizer, loss: 'mse', metrics: ['accuracy'], stepsPerExecution: 4 },
      null,
    );
    assert.equal(trainer.optimizer, optimizer);
    assert.equal(trainer.stepsPerExecution, 4);
    assert.throws(() => new Trainer({ lossWeights: 2 }, null), /lossWeights needs a loss/);
    assert.throws(() => new Trainer({ optimizer: 'adamm' }, null), /Did you mean/);
  });

  it('says once why nothing trains', () => {
    const warn = mock.method(console, 'warn', () => {});
    const model = { className: 'Model', name: 'm', weights: [] as unknown[] };
    for (const [of, says] of [
      [{ ...model, weights: [1] }, /^fit: Model m has only frozen weights: training changes nothing/],
      [model, /^fit: Model m has no weights: training/],
    ] as const) {
      const trainer = new Trainer({}, null);
      for (const _ of [1, 2]) trainer.untrained(of, []);
      assert.match(String(warn.mock.calls.at(-1)?.arguments[0]), says);
    }
    assert.equal(warn.mock.callCount(), 2);
    const variable = tf.variable(tf.scalar(1));
    assert.throws(
      () => new Trainer({}, null).untrained(model, [variable]),
      /no weights, but computes with 1/,
    );
    warn.mock.restore();
  });

  it('weighs the mean loss by the size of the batches', () => {
    const trainer = new Trainer({ loss: 'mse' }, null);
    trainer.trackLoss(tf.scalar(1), tf.zeros([3, 2]));
    trainer.trackLoss(tf.scalar(5), { a: tf.zeros([1]) });
    assert.equal((metricLogs(trainer.entries())['loss'] as tf.Tensor).arraySync(), 2);
    assert.equal(trainer.stepLoss?.arraySync(), 5);
    assert.equal(trainer.keyOf(trainer.lossTracker), 'loss');
  });
});
