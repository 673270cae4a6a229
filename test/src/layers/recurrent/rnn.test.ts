import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import type { Variable } from '../../../../src/backends/variable.js';
import { Input } from '../../../../src/layers/core/input-layer.js';
import { Layer } from '../../../../src/layers/layer.js';
import { getMask, setMask } from '../../../../src/layers/mask.js';
import type { CellCallOptions } from '../../../../src/layers/recurrent/cell.js';
import { GRUCell } from '../../../../src/layers/recurrent/gru-cell.js';
import { LSTMCell } from '../../../../src/layers/recurrent/lstm-cell.js';
import { RNN } from '../../../../src/layers/recurrent/rnn.js';
import type { Shape } from '../../../../src/support/shape.js';
import '../../../../src/layers/registered.js';

class Sum extends Layer {
  readonly stateSize = 2;
  kernel!: Variable;

  override build(inputShape: Shape): void {
    this.kernel = this.addWeight({ name: 'kernel', shape: [inputShape.at(-1), 2], initializer: 'ones' });
  }

  override call(x: tf.Tensor, { states }: CellCallOptions): [tf.Tensor, tf.Tensor[]] {
    const output = tf.add(
      tf.matMul(x as tf.Tensor2D, this.kernel as tf.Tensor as tf.Tensor2D),
      states[0] as tf.Tensor,
    );
    return [output, [output]];
  }
}

describe('RNN', () => {
  before(ensureReady);

  it("runs a cell of one's own", () => {
    const layer = new RNN({ cell: new Sum({ name: 'sum' }), returnSequences: true, name: 'r' });
    assert.deepEqual(layer(tf.ones([1, 3, 2])).arraySync(), [
      [
        [2, 2],
        [4, 4],
        [6, 6],
      ],
    ]);
    assert.deepEqual(
      layer.weights.map(({ path }) => path),
      ['r/sum/kernel'],
    );
  });

  it('gives the last states', () => {
    const [output, h, c] = new RNN({ cell: new LSTMCell({ units: 4 }), returnState: true })(
      tf.ones([2, 3, 2]),
    );
    assert.deepEqual(output.dataSync(), (h as tf.Tensor).dataSync());
    assert.deepEqual((c as tf.Tensor).shape, [2, 4]);
  });

  it('tells the shapes of its outputs', () => {
    const x = Input({ shape: [null, 2] });
    assert.deepEqual(new RNN({ cell: new GRUCell({ units: 4 }) })(x).shape, [null, 4]);
    const layer = new RNN({
      cell: [new LSTMCell({ units: 4 }), new GRUCell({ units: 3 })],
      returnSequences: true,
      returnState: true,
    });
    assert.deepEqual(layer.computeOutputShape([null, 7, 2]), [
      [null, 7, 3],
      [
        [null, 4],
        [null, 4],
      ],
      [null, 3],
    ]);
  });

  it('begins with given states, which are checked', () => {
    const layer = new RNN({ cell: new Sum() });
    assert.deepEqual(layer(tf.ones([1, 2, 1]), { initialState: tf.tensor2d([[10, 20]]) }).arraySync(), [
      [12, 22],
    ]);
    const states = [tf.ones([1, 2]), tf.ones([1, 2])];
    assert.throws(
      () => layer(tf.ones([1, 2, 1]), { initialState: states }),
      /initialState must have 1 tensor\(s\), one for each state; received 2/,
    );
  });

  it('hands masks on with sequences', () => {
    const x = tf.ones([1, 2, 1]);
    setMask(x, tf.tensor2d([[1, 0]], [1, 2], 'bool'));
    assert.deepEqual(getMask(new RNN({ cell: new Sum(), returnSequences: true })(x))?.arraySync(), [[1, 0]]);
    assert.equal(getMask(new RNN({ cell: new Sum() })(x)), null);
    assert.deepEqual(new RNN({ cell: new Sum() })(x).arraySync(), [[1, 1]]);
  });

  it("as Keras 3 does, uses the input's own mask only where no states are given", () => {
    const x = tf.ones([1, 2, 1]);
    const mask = tf.tensor2d([[1, 0]], [1, 2], 'bool');
    const layer = new RNN({ cell: new Sum() });
    const initialState = tf.zeros([1, 2]);
    assert.deepEqual(layer(x, { initialState, mask }).arraySync(), [[1, 1]]);
    setMask(x, mask);
    assert.deepEqual(layer(x).arraySync(), [[1, 1]]);
    assert.deepEqual(layer(x, { initialState }).arraySync(), [[2, 2]]);
  });

  it('a stateful layer goes on until it is reset', () => {
    const layer = new RNN({ cell: new Sum(), stateful: true });
    const x = tf.ones([1, 2, 1]);
    assert.equal(layer.states, null);
    assert.deepEqual([layer(x).arraySync(), layer(x).arraySync()], [[[2, 2]], [[4, 4]]]);
    layer.resetState();
    assert.deepEqual(layer(x).arraySync(), [[2, 2]]);
    layer.resetStates([tf.tensor2d([[5, 6]])]);
    assert.deepEqual(layer(x).arraySync(), [[7, 8]]);
    assert.equal(layer.weights.length, 1);
    assert.throws(
      () => layer(tf.ones([3, 2, 1])),
      /expected 1 samples in a batch, as in the batches before \(the layer is stateful\); received 3/,
    );
  });

  it('a stateful layer needs a known batch size', () => {
    const layer = new RNN({ cell: new Sum(), stateful: true });
    assert.throws(
      () => layer(Input({ shape: [2, 1] })),
      /expected a known batch size, as the layer is stateful[\s\S]*batchShape/,
    );
    assert.throws(
      () => layer.resetState(),
      /resetState needs a stateful layer that has seen a batch; this one has seen none/,
    );
    assert.throws(() => new RNN({ cell: new Sum() }).resetState(), /this one is not stateful/);
  });

  it('keeps no tensors but its result', () => {
    const layer = new RNN({ cell: new GRUCell({ units: 4 }), stateful: true, returnState: true });
    const x = tf.ones([2, 5, 3]);
    tf.dispose(layer(x) as tf.Tensor[]);
    const before = tf.memory().numTensors;
    const result = layer(x);
    // The last output is the state.
    assert.equal(tf.memory().numTensors, before + 1);
    tf.dispose(result as tf.Tensor[]);
    layer.dispose();
    assert.equal(tf.memory().numTensors, before - 4);
  });

  it('goes round through its config', () => {
    const config = new RNN({
      cell: new GRUCell({ units: 4 }),
      returnState: true,
      goBackwards: true,
      zeroOutputForMask: true,
    }).getConfig();
    assert.deepEqual(RNN.fromConfig(config).getConfig(), config);
  });

  it('checks its cell and its input', () => {
    assert.throws(
      () => new RNN({ cell: new Layer() as never }),
      /RNN: cell must be a layer that has a stateSize, or a list of them; received an instance of Layer|RNN: cell must be/,
    );
    assert.throws(
      () => new RNN({ cell: new Sum() })(tf.ones([2, 3])),
      /expected an input with at least 3 axes; received shape \(2, 3\)/,
    );
  });
});
