import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Input } from '../../../../src/layers/core/input-layer.js';
import { Bidirectional } from '../../../../src/layers/recurrent/bidirectional.js';
import { GRU } from '../../../../src/layers/recurrent/gru.js';
import { LSTM } from '../../../../src/layers/recurrent/lstm.js';
import { SimpleRNN } from '../../../../src/layers/recurrent/simple-rnn.js';
import '../../../../src/layers/registered.js';

const x = () => tf.randomNormal([2, 4, 5], 0, 1, 'float32', 1);

describe('Bidirectional', () => {
  before(ensureReady);

  it('merges both directions', () => {
    const shape = (mergeMode: 'concat' | 'sum' | 'ave' | 'mul') =>
      new Bidirectional({ layer: new LSTM({ units: 3 }), mergeMode })(x()).shape;
    assert.deepEqual(
      [shape('concat'), shape('sum'), shape('ave'), shape('mul')],
      [
        [2, 6],
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    );
    const [forward, backward] = new Bidirectional({ layer: new GRU({ units: 3 }), mergeMode: null })(x());
    assert.deepEqual(
      [forward.shape, backward.shape],
      [
        [2, 3],
        [2, 3],
      ],
    );
  });

  it('gives the states of both', () => {
    const [output, h, c, backH, backC] = new Bidirectional({
      layer: new LSTM({ units: 3, returnState: true }),
    })(x());
    assert.deepEqual(
      [output, h, c, backH, backC].map(({ shape }) => shape),
      [
        [2, 6],
        [2, 3],
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    );
  });

  it('turns the sequence of the way back round', () => {
    const layer = new Bidirectional({
      layer: new SimpleRNN({ units: 1, returnSequences: true, activation: null }),
      mergeMode: null,
    });
    layer.build([1, 3, 1]);
    layer.setWeights([[[1]], [[1]], [0], [[1]], [[1]], [0]]);
    const [forward, backward] = layer(tf.tensor3d([[[1], [2], [3]]]));
    assert.deepEqual([...forward.dataSync()], [1, 3, 6]);
    assert.deepEqual([...backward.dataSync()], [6, 5, 3]);
  });

  it('tells the shapes of its outputs', () => {
    const input = Input({ shape: [4, 5] });
    assert.deepEqual(
      new Bidirectional({ layer: new GRU({ units: 3, returnSequences: true }) })(input).shape,
      [null, 4, 6],
    );
    const layer = new Bidirectional({ layer: new GRU({ units: 3, returnState: true }), mergeMode: null });
    assert.deepEqual(layer.computeOutputShape([null, 4, 5]), [
      [null, 3],
      [null, 3],
      [null, 3],
      [null, 3],
    ]);
  });

  it('copies its layer for both ways', () => {
    const given = new LSTM({ units: 3, name: 'rnn' });
    const layer = new Bidirectional({ layer: given, name: 'b' });
    layer.build([null, 4, 5]);
    assert.deepEqual(
      layer.weights.map(({ path }) => path).filter((path) => path.endsWith('/kernel')),
      ['b/forward_rnn/lstm_cell/kernel', 'b/backward_rnn/lstm_cell/kernel'],
    );
    assert.ok(!given.built);
    assert.deepEqual([layer.forwardLayer.goBackwards, layer.backwardLayer.goBackwards], [false, true]);
  });

  it('resets the states of both', () => {
    const layer = new Bidirectional({ layer: new GRU({ units: 3, stateful: true }) });
    const input = x();
    const first = layer(input).dataSync();
    assert.notDeepEqual(layer(input).dataSync(), first);
    assert.equal(layer.states?.length, 2);
    layer.resetState();
    assert.deepEqual(layer(input).dataSync(), first);
    assert.throws(
      () => new Bidirectional({ layer: new GRU({ units: 3 }) }).resetStates(),
      /resetState needs a stateful layer; this one is not stateful/,
    );
  });

  it('says what does not fit', () => {
    const [layer, backwardLayer] = [new GRU({ units: 3 }), new GRU({ units: 3 })];
    assert.throws(
      () => new Bidirectional({ layer, backwardLayer }),
      /expected one layer with goBackwards and one without; received false for both/,
    );
    const sequences = new GRU({ units: 3, goBackwards: true, returnSequences: true });
    assert.throws(
      () => new Bidirectional({ layer, backwardLayer: sequences }),
      /expected the same returnSequences of both layers; received false and true/,
    );
    assert.throws(
      () => new Bidirectional({ layer, mergeMode: 'max' as never }),
      /mergeMode must be one of 'concat', 'sum', 'ave', 'mul'; received "max"/,
    );
    assert.throws(
      () => new Bidirectional({ layer: 1 as never }),
      /Bidirectional: layer must be a layer; received 1/,
    );
  });

  it('goes round through its config', () => {
    const config = new Bidirectional({ layer: new LSTM({ units: 3 }), mergeMode: 'sum' }).getConfig();
    assert.deepEqual(Bidirectional.fromConfig(config).getConfig(), config);
  });
});
