import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { STFTSpectrogram } from '../../../../../src/layers/preprocessing/audio/stft-spectrogram.js';
import { layerFacts } from '../../layer-facts.js';

before(ensureReady);

// test/oracle/layers-preprocessing.test.ts compares values and gradients with Keras's.
it('STFTSpectrogram has its axes where the options say', () => {
  const options = { frameLength: 16, mode: 'magnitude' } as const;
  const wave = tf.randomNormal([2, 64, 3]);
  assert.deepEqual(layerFacts(new STFTSpectrogram(options), wave).shape, [2, 7, 27]);
  assert.deepEqual(new STFTSpectrogram({ ...options, expandDims: true })(wave).shape, [2, 7, 9, 3]);
  const first = new STFTSpectrogram({ ...options, expandDims: true, dataFormat: 'channelsFirst' });
  const turned = first(tf.transpose(wave, [0, 2, 1]));
  assert.deepEqual(turned.shape, [2, 3, 7, 9]);
  const last = new STFTSpectrogram({ ...options, expandDims: true })(wave);
  assert.deepEqual([...turned.dataSync()], [...tf.transpose(last, [0, 3, 1, 2]).dataSync()]);
});

it('STFTSpectrogram refuses what it cannot compute', () => {
  assert.throws(
    () => new STFTSpectrogram({ frameLength: 8, frameStep: 9 }),
    /frameStep must be an integer from 1/,
  );
  assert.throws(
    () => new STFTSpectrogram({ frameLength: 8, fftLength: 4 }),
    /fftLength must be an integer from/,
  );
  assert.throws(() => new STFTSpectrogram({ mode: 'db' as never }), /mode must be one of/);
});
