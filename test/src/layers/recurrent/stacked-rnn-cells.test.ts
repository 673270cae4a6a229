import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GRUCell } from '../../../../src/layers/recurrent/gru-cell.js';
import { LSTMCell } from '../../../../src/layers/recurrent/lstm-cell.js';
import { RNN } from '../../../../src/layers/recurrent/rnn.js';
import { StackedRNNCells } from '../../../../src/layers/recurrent/stacked-rnn-cells.js';
import '../../../../src/layers/registered.js';

const cells = () => [new LSTMCell({ units: 4 }), new GRUCell({ units: 3 })];

describe('StackedRNNCells', () => {
  before(ensureReady);

  it('is a cell with the states of its cells', () => {
    const stack = new StackedRNNCells({ cells: cells() });
    assert.deepEqual([stack.stateSize, stack.outputSize], [[[4, 4], 3], 3]);
    const states = stack.getInitialState(2);
    assert.equal((states[0] as tf.Tensor[]).length, 2);
    assert.deepEqual((states[1] as tf.Tensor).shape, [2, 3]);
  });

  it('computes what one recurrent layer on the other does', () => {
    const [lower, upper] = cells();
    const x = tf.randomNormal([2, 5, 3]);
    const one = new RNN({ cell: new StackedRNNCells({ cells: [lower!, upper!] }) });
    const output = one(x);
    const two = new RNN({ cell: upper! })(new RNN({ cell: lower!, returnSequences: true })(x));
    const difference = tf.max(tf.abs(tf.sub(output, two))).arraySync() as number;
    assert.ok(difference < 1e-6);
  });

  it('drops the same features at every time step in each cell', () => {
    const make = () =>
      new LSTMCell({
        units: 16,
        dropout: 0.5,
        seed: 1,
        kernelInitializer: 'ones',
        recurrentInitializer: 'zeros',
      });
    const stack = new StackedRNNCells({ cells: [make(), make()] });
    stack.build([1, 8]);
    const run = stack.begin([1, 8], true);
    const step = () => run.step(run.project(tf.ones([1, 8])), stack.getInitialState(1))[0].dataSync();
    assert.deepEqual(step(), step());
  });

  it('runs one step when called', () => {
    const stack = new StackedRNNCells({ cells: cells() });
    const [output, states] = stack(tf.ones([2, 3]), { states: stack.getInitialState(2) });
    assert.deepEqual([output.shape, states.length], [[2, 3], 2]);
  });

  it('goes round through its config', () => {
    const config = new StackedRNNCells({ cells: cells() }).getConfig();
    assert.deepEqual(StackedRNNCells.fromConfig(config).getConfig(), config);
  });

  it('takes cells only', () => {
    assert.throws(
      () => new StackedRNNCells({ cells: [] }),
      /StackedRNNCells: cells must be a list of layers that have a stateSize; received \[\]/,
    );
  });
});
