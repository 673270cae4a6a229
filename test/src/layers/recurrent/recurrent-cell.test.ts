import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { SimpleRNNCell } from '../../../../src/layers/recurrent/simple-rnn-cell.js';

describe('RecurrentCell', () => {
  before(ensureReady);

  it('checks its options', () => {
    assert.throws(
      () => new SimpleRNNCell({ units: 0 }),
      /SimpleRNNCell: units must be a positive integer; received 0/,
    );
    assert.throws(
      () => new SimpleRNNCell({ units: 2, dropout: 1.5 }),
      /SimpleRNNCell: dropout must be a number in \[0, 1\]; received 1.5/,
    );
    assert.throws(
      () => new SimpleRNNCell({ units: 2, recurrentDropOut: 0.5 } as never),
      /did you mean recurrentDropout/,
    );
  });

  it('has kernel, recurrent kernel and bias, with their settings', () => {
    const cell = new SimpleRNNCell({
      units: 2,
      name: 'c',
      recurrentRegularizer: 'l2',
      biasConstraint: 'nonNeg',
    });
    cell.build([null, 3]);
    assert.deepEqual(
      cell.weights.map(({ path, shape, regularizer, constraint }) => [
        path,
        shape,
        regularizer !== null,
        constraint !== null,
      ]),
      [
        ['c/kernel', [3, 2], false, false],
        ['c/recurrent_kernel', [2, 2], true, false],
        ['c/bias', [2], false, true],
      ],
    );
  });

  it('projects one step or all with the same numbers', () => {
    const cell = new SimpleRNNCell({ units: 2 });
    cell.build([null, 3]);
    const run = cell.begin([4, 3], false);
    const inputs = tf.randomNormal([5, 4, 3]);
    const together = run.project(inputs);
    assert.deepEqual(together.shape, [5, 4, 2]);
    const single = run.project(tf.unstack(inputs)[2] as tf.Tensor);
    const difference = tf
      .max(tf.abs(tf.sub(tf.unstack(together)[2] as tf.Tensor, single)))
      .arraySync() as number;
    assert.ok(difference < 1e-6);
  });

  it('drops the same features at every time step, repeatably, in training only', () => {
    const make = () => new SimpleRNNCell({ units: 2, dropout: 0.5, seed: 3, kernelInitializer: 'ones' });
    const run = (training: boolean) => {
      const cell = make();
      cell.build([null, 8]);
      return cell
        .begin([1, 8], training)
        .project(tf.ones([2, 1, 8]))
        .dataSync();
    };
    const dropped = run(true);
    assert.equal(dropped[0], dropped[2]);
    assert.deepEqual(run(true), dropped);
    assert.deepEqual([...run(false)], [8, 8, 8, 8]);
  });

  it('gives output and states of known shapes', () => {
    assert.deepEqual(new SimpleRNNCell({ units: 2 }).computeOutputShape([null, 3]), [[null, 2], [[null, 2]]]);
  });
});
