import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ConvLSTMCell } from '../../../../src/layers/recurrent/conv-lstm-cell.js';

const make = (options = {}) => new ConvLSTMCell({ rank: 1, filters: 2, kernelSize: 3, ...options });

describe('ConvLSTMCell', () => {
  before(ensureReady);

  it('tells the shape of its output', () => {
    assert.deepEqual(make().outputShapeOf([null, 8, 4]), [null, 6, 2]);
    assert.deepEqual(make({ padding: 'same', strides: 2 }).outputShapeOf([5, 7, 4]), [5, 4, 2]);
    assert.deepEqual(make({ dilationRate: 2 }).outputShapeOf([null, null, 4]), [null, null, 2]);
    assert.deepEqual(make({ dataFormat: 'channelsFirst' }).outputShapeOf([null, 4, 8]), [null, 2, 6]);
  });

  it('computes the same with the channels first', () => {
    const [last, first] = [make(), make({ dataFormat: 'channelsFirst', dropout: 0.5 })];
    const x = tf.randomNormal([2, 8, 4]);
    const [states, turned] = [x, tf.transpose(x, [0, 2, 1])].map((input, i) => {
      const cell = [last, first][i]!;
      cell.build(input.shape);
      return cell.getInitialState(2);
    });
    first.setWeights(last.getWeights());
    const [output] = last(x, { states });
    const [other] = first(tf.transpose(x, [0, 2, 1]), { states: turned });
    assert.deepEqual(tf.transpose(other, [0, 2, 1]).dataSync(), output.dataSync());
  });

  it('drops inputs and states in training', () => {
    const cell = make({ dropout: 0.5, recurrentDropout: 0.5, seed: 1 });
    const x = tf.ones([2, 8, 4]);
    cell.build(x.shape);
    const states = [tf.ones([2, 6, 2]), tf.ones([2, 6, 2])];
    const output = (training: boolean) => cell(x, { states, training })[0].dataSync();
    assert.deepEqual(output(false), output(false));
    assert.notDeepEqual(output(true), output(false));
  });

  it('says what does not fit', () => {
    assert.throws(
      () => make().build([null, null, 4]),
      /ConvLSTM1D: expected time steps of known size; received shape \(null, null, 4\)/,
    );
    assert.throws(
      () => make({ strides: 2, dilationRate: 2 }),
      /ConvLSTM1D: strides and dilationRate cannot both be above 1/,
    );
    assert.throws(() => make({ filters: 0 }), /ConvLSTM1D: filters must be a positive integer; received 0/);
  });
});
