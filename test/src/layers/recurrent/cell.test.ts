import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Layer } from '../../../../src/layers/layer.js';
import {
  asList,
  beginCell,
  type CellCallOptions,
  initialStates,
  isCell,
  outputSizeOf,
  stateShapes,
} from '../../../../src/layers/recurrent/cell.js';
import { LSTMCell } from '../../../../src/layers/recurrent/lstm-cell.js';
import { SimpleRNNCell } from '../../../../src/layers/recurrent/simple-rnn-cell.js';

class Counter extends Layer {
  readonly stateSize = [2, 3];

  override call(inputs: tf.Tensor, { states }: CellCallOptions): [tf.Tensor, tf.Tensor[]] {
    const [a, b] = states;
    return [tf.add(inputs, a!), [tf.add(a!, 1), b!]];
  }
}

describe('cells', () => {
  before(ensureReady);

  it('are layers that know the size of their states', () => {
    assert.ok(isCell(new Counter()));
    assert.ok(isCell(new LSTMCell({ units: 2 })));
    assert.ok(!isCell(new Layer()));
    assert.ok(!isCell({ stateSize: 3 }));
  });

  it('tell the sizes of outputs and states', () => {
    assert.deepEqual([outputSizeOf(new Counter()), outputSizeOf(new SimpleRNNCell({ units: 4 }))], [2, 4]);
    assert.deepEqual(stateShapes(new Counter(), null), [
      [null, 2],
      [null, 3],
    ]);
    assert.deepEqual(stateShapes(new SimpleRNNCell({ units: 4 }), 5), [[5, 4]]);
  });

  it('begin with zeros', () => {
    const states = initialStates(new Counter(), 2) as tf.Tensor[];
    assert.deepEqual(
      states.map((state) => state.arraySync()),
      [
        [
          [0, 0],
          [0, 0],
        ],
        [
          [0, 0, 0],
          [0, 0, 0],
        ],
      ],
    );
  });

  it('run step by step where they have nothing but a call', () => {
    const run = beginCell(new Counter(), [1, 2], false);
    const [output, states] = run.step(run.project(tf.ones([1, 2])), [tf.fill([1, 2], 5), tf.zeros([1, 3])]);
    assert.deepEqual(output.arraySync(), [[6, 6]]);
    assert.deepEqual((states[0] as tf.Tensor).arraySync(), [[6, 6]]);
  });

  it('a call that gives no states is an error', () => {
    class Forgetful extends Layer {
      readonly stateSize = 2;
      override call(inputs: tf.Tensor): tf.Tensor {
        return inputs;
      }
    }
    const run = beginCell(new Forgetful({ name: 'f' }), [1, 2], false);
    assert.throws(
      () => run.step(tf.ones([1, 2]), [tf.ones([1, 2])]),
      /Forgetful f: call must give \[output, states\]/,
    );
  });

  it('states come in a list', () => {
    const state = tf.ones([1]);
    assert.deepEqual([asList(state), asList([state])], [[state], [state]]);
  });
});
