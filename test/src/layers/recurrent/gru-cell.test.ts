import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { GRUCell } from '../../../../src/layers/recurrent/gru-cell.js';

describe('GRUCell', () => {
  before(ensureReady);

  const step = (resetAfter: boolean, bias: number[] | number[][]) => {
    const cell = new GRUCell({ units: 1, activation: 'linear', recurrentActivation: 'linear', resetAfter });
    cell.build([null, 1]);
    // Gates in the order update, reset, candidate.
    cell.setWeights([[[0.25, 3, 5]], [[0, 0, 7]], bias]);
    const [output] = cell(tf.ones([1, 1]), { states: [tf.fill([1, 1], 2)] }) as [tf.Tensor, tf.Tensor[]];
    return (output.arraySync() as number[][])[0]![0];
  };

  it('resets after the product, with a bias for the states', () => {
    // update 0.25, reset 3, candidate 5 + 3 * (2 * 7 + 1)
    assert.equal(
      step(true, [
        [0, 0, 0],
        [0, 0, 1],
      ]),
      0.25 * 2 + 0.75 * (5 + 3 * 15),
    );
  });

  it('resets before the product', () => {
    assert.equal(step(false, [0, 0, 1]), 0.25 * 2 + 0.75 * (5 + 1 + 3 * 2 * 7));
  });

  it('has two rows of biases, or one', () => {
    const shape = (resetAfter: boolean) => {
      const cell = new GRUCell({ units: 2, resetAfter });
      cell.build([null, 1]);
      return cell.bias?.shape;
    };
    assert.deepEqual([shape(true), shape(false)], [[2, 6], [6]]);
  });

  it('drops states in training, reset before or after', () => {
    for (const resetAfter of [true, false]) {
      const cell = new GRUCell({ units: 32, recurrentDropout: 0.5, resetAfter, seed: 1 });
      const output = (training: boolean) =>
        (cell(tf.ones([1, 2]), { states: [tf.ones([1, 32])], training }) as tf.Tensor[])[0]!.dataSync();
      assert.notDeepEqual(output(true), output(false));
    }
  });

  it('goes round through its config', () => {
    const config = new GRUCell({ units: 2, resetAfter: false }).getConfig();
    assert.deepEqual(GRUCell.fromConfig(config).getConfig(), config);
  });
});
