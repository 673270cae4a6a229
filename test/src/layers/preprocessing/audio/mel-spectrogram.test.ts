import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { MelSpectrogram } from '../../../../../src/layers/preprocessing/audio/mel-spectrogram.js';
import { layerFacts } from '../../layer-facts.js';

before(ensureReady);

// test/oracle/layers-preprocessing.test.ts compares values with Keras's.
it('MelSpectrogram shows a tone in its band', () => {
  const options = { fftLength: 256, sequenceStride: 128, numMelBins: 20, samplingRate: 8000 };
  const tone = (hertz: number) => tf.sin(tf.mul(tf.range(0, 1024), (2 * Math.PI * hertz) / 8000));
  const layer = new MelSpectrogram(options);
  const found = layerFacts(layer, tf.stack([tone(400), tone(3000)]));
  assert.deepEqual(found.shape, [2, 20, 9]);
  const [low, high] = tf.argMax(tf.mean(found, 2), 1).dataSync();
  assert.ok(low! < 8 && high! > 14, `bands ${low} and ${high}`);
  assert.deepEqual(layer(tone(400)).shape, [20, 9]);
  assert.throws(
    () => new MelSpectrogram({ fftLength: 64, sequenceLength: 65 }),
    /sequenceLength must be an integer from 1/,
  );
});
