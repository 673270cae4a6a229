import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Conv2D, Input } from '../../../src/layers/index.js';
import { binaryCrossentropy } from '../../../src/losses/index.js';
import * as config from '../../../src/prelude/config.js';

describe('config', () => {
  before(ensureReady);
  after(() => {
    config.setEpsilon(1e-7);
    config.setImageDataFormat('channelsLast');
  });

  it('sets what losses take for nearly zero', () => {
    const lost = () => binaryCrossentropy(tf.tensor([[1]]), tf.tensor([[0]])).dataSync()[0]!;
    assert.equal(config.epsilon(), 1e-7);
    assert.ok(Math.abs(lost() - Math.log(1e7)) < 1e-3);
    config.setEpsilon(1e-3);
    assert.equal(config.epsilon(), 1e-3);
    assert.ok(Math.abs(lost() - Math.log(1e3)) < 1e-3);
    assert.throws(() => config.setEpsilon(0), /value must be a number above 0; received 0/);
  });

  it('sets where new layers look for the channels', () => {
    const shape = () => new Conv2D({ filters: 2, kernelSize: 3 })(Input({ shape: [5, 6, 7] })).shape;
    assert.deepEqual([config.imageDataFormat(), shape()], ['channelsLast', [null, 3, 4, 2]]);
    config.setImageDataFormat('channels_first');
    assert.deepEqual([config.imageDataFormat(), shape()], ['channelsFirst', [null, 2, 4, 5]]);
    assert.throws(() => config.setImageDataFormat('last' as never), /must be one of 'channelsLast'/);
  });

  it('knows one type of floats, and says so', () => {
    config.setFloatx('float32');
    config.setDtypePolicy('float32');
    config.setDtypePolicy(config.dtypePolicy());
    assert.deepEqual([config.floatx(), config.dtypePolicy().computeDtype], ['float32', 'float32']);
    assert.throws(
      () => config.setFloatx('float16' as never),
      /the only floats that tfjs has; received "float16"/,
    );
    assert.throws(() => config.setDtypePolicy('mixed_float16' as never), /received "mixed_float16"/);
  });

  it('names and changes the backend', async () => {
    const before = config.backend();
    await config.setBackend('cpu');
    assert.equal(config.backend(), 'cpu');
    await config.setBackend(before);
    await assert.rejects(config.setBackend('tensorflow' as never), /expected one of cuda/);
  });
});
