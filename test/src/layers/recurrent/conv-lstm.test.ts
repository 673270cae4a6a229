import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { ConvLSTM2D } from '../../../../src/layers/recurrent/conv-lstm2d.js';

describe('ConvLSTM', () => {
  before(ensureReady);

  it('gives the last output, all outputs, or the states too', () => {
    const x = tf.ones([2, 3, 6, 5, 1]);
    const options = { filters: 4, kernelSize: 2 };
    assert.deepEqual(new ConvLSTM2D(options)(x).shape, [2, 5, 4, 4]);
    const layer = new ConvLSTM2D({ ...options, returnSequences: true, returnState: true });
    const [output, h, c] = layer(x);
    assert.deepEqual(
      [output, h, c].map(({ shape }) => shape),
      [
        [2, 3, 5, 4, 4],
        [2, 5, 4, 4],
        [2, 5, 4, 4],
      ],
    );
    assert.deepEqual(layer.computeOutputShape([null, null, 6, 5, 1]), [
      [null, null, 5, 4, 4],
      [null, 5, 4, 4],
      [null, 5, 4, 4],
    ]);
  });

  it('goes on with its states', () => {
    const layer = new ConvLSTM2D({ filters: 2, kernelSize: 2, stateful: true });
    const x = tf.ones([1, 2, 3, 3, 1]);
    const first = layer(x).dataSync();
    assert.notDeepEqual(layer(x).dataSync(), first);
    layer.resetState();
    assert.deepEqual(layer(x).dataSync(), first);
  });

  it('has one flat config', () => {
    const layer = new ConvLSTM2D({ filters: 2, kernelSize: [2, 3], name: 'c' });
    const config = layer.getConfig();
    assert.deepEqual(
      [layer.filters, layer.kernelSize, config['data_format'], 'cell' in config],
      [2, [2, 3], 'channels_last', false],
    );
    assert.deepEqual(ConvLSTM2D.fromConfig(config).getConfig(), config);
  });

  it('refuses unknown options', () => {
    assert.throws(
      () => new ConvLSTM2D({ filters: 2, kernelsize: 2 } as never),
      /ConvLSTM2D: unknown option kernelsize; did you mean kernelSize/,
    );
  });
});
