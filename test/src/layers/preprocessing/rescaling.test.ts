import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Rescaling } from '../../../../src/layers/preprocessing/rescaling.js';
import { layerFacts, rounded } from '../layer-facts.js';

describe('Rescaling', () => {
  before(ensureReady);

  it('multiplies and adds, as floats', () => {
    const x = tf.tensor([[0, 255]], [1, 2], 'int32');
    const y = layerFacts(new Rescaling({ scale: 2 / 255, offset: -1 }), x);
    assert.deepEqual(rounded(y), [-1, 1]);
    assert.equal(y.dtype, 'float32');
  });

  it('takes a number for each channel', () => {
    assert.deepEqual(rounded(new Rescaling({ scale: [1, 2], offset: [0, 1] })(tf.ones([1, 2]))), [1, 3]);
  });

  it('refuses what are no numbers', () => {
    assert.throws(
      () => new Rescaling({ scale: '2' as unknown as number }),
      /Rescaling: scale must be a finite number; received "2"/,
    );
  });
});
