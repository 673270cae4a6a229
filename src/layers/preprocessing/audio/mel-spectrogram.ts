import * as tf from '@tensorflow/tfjs-core';
import { checkFinite, checkNumber, checkOptions, checkPositiveInteger } from '../../../support/check.js';
import { ShapeError } from '../../../support/errors.js';
import { type Shape, showShape } from '../../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../../layer.js';
import { type StftWindow, stft } from '../../ops/fourier.js';

/** Options of {@link MelSpectrogram}. */
export interface MelSpectrogramOptions extends LayerOptions {
  /** The length of the transform; 2048 by default. */
  readonly fftLength?: number | undefined;
  /** Samples from one frame to the next; 512 by default. */
  readonly sequenceStride?: number | undefined;
  /** Samples of a frame; `fftLength` by default. */
  readonly sequenceLength?: number | null | undefined;
  /** 'hann', which is the default, 'hamming', or null for none. */
  readonly window?: Exclude<StftWindow, tf.Tensor | tf.TensorLike> | 'hann' | 'hamming' | undefined;
  /** Samples of a second; 16000 by default. */
  readonly samplingRate?: number | undefined;
  /** How many bands there are; 128 by default. */
  readonly numMelBins?: number | undefined;
  /** The lowest frequency in hertz; 20 by default. */
  readonly minFreq?: number | undefined;
  /** The highest frequency in hertz; half the sampling rate by default. */
  readonly maxFreq?: number | null | undefined;
  /** True, which is the default: in decibels. */
  readonly powerToDb?: boolean | undefined;
  /** How many decibels below the loudest value the others may be; 80 by default. */
  readonly topDb?: number | undefined;
  /** The power of the magnitude; 2 by default. */
  readonly magExp?: number | undefined;
  /** The least power that counts; 1e-10 by default. */
  readonly minPower?: number | undefined;
  /** The power of 0 decibels; 1 by default. */
  readonly refPower?: number | undefined;
}

const OWN = [
  'fftLength',
  'sequenceStride',
  'sequenceLength',
  'window',
  'samplingRate',
  'numMelBins',
  'minFreq',
  'maxFreq',
  'powerToDb',
  'topDb',
  'magExp',
  'minPower',
  'refPower',
];

/**
 * The spectrogram of sound in the bands of the mel scale, as people hear pitches.
 *
 * Input `[batch, samples]`, or `[samples]`; output `[batch, numMelBins, frames]`, or without the batch axis.
 * See https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/mel_spectrogram/.
 *
 * @example
 * new layers.MelSpectrogram({ fftLength: 256, sequenceStride: 128, numMelBins: 16 })(tf.ones([2, 1024])).shape; // [2, 16, 9]
 */
export class MelSpectrogram extends Layer {
  readonly fftLength: number;
  readonly sequenceStride: number;
  readonly sequenceLength: number;
  readonly window: 'hann' | 'hamming' | null;
  readonly samplingRate: number;
  readonly numMelBins: number;
  readonly minFreq: number;
  readonly maxFreq: number;
  readonly powerToDb: boolean;
  readonly topDb: number;
  readonly magExp: number;
  readonly minPower: number;
  readonly refPower: number;

  constructor(options: MelSpectrogramOptions = {}) {
    const where = 'MelSpectrogram';
    checkOptions(where, options, [...LAYER_OPTIONS, ...OWN]);
    super(options);
    const { fftLength = 2048, sequenceStride = 512, samplingRate = 16000, numMelBins = 128 } = options;
    const { window = 'hann', minFreq = 20, topDb = 80, magExp = 2, minPower = 1e-10, refPower = 1 } = options;
    this.fftLength = checkPositiveInteger(where, 'fftLength', fftLength);
    this.sequenceStride = checkPositiveInteger(where, 'sequenceStride', sequenceStride);
    this.sequenceLength = checkNumber(
      where,
      'sequenceLength',
      options.sequenceLength ?? fftLength,
      `an integer from 1 to fftLength, ${fftLength}`,
      (length) => Number.isInteger(length) && length > 0 && length <= fftLength,
    );
    this.window = window as 'hann' | 'hamming' | null;
    this.samplingRate = checkNumber(
      where,
      'samplingRate',
      samplingRate,
      'a number above 0',
      (rate) => rate > 0,
    );
    this.numMelBins = checkPositiveInteger(where, 'numMelBins', numMelBins);
    this.minFreq = checkFinite(where, 'minFreq', minFreq);
    this.maxFreq = checkFinite(where, 'maxFreq', options.maxFreq || Math.trunc(samplingRate / 2));
    this.powerToDb = options.powerToDb ?? true;
    this.topDb = checkFinite(where, 'topDb', topDb);
    this.magExp = checkFinite(where, 'magExp', magExp);
    this.minPower = checkFinite(where, 'minPower', minPower);
    this.refPower = checkFinite(where, 'refPower', refPower);
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    if (inputs.rank !== 1 && inputs.rank !== 2)
      throw new ShapeError(
        `${this.className} ${this.name}: expected sound of shape (samples,) or (batch, samples); received ${showShape(inputs.shape)}.`,
      );
    return tf.tidy(() => {
      const { sequenceLength: length, sequenceStride: stride, fftLength } = this;
      const [real, imag] = stft(inputs, length, stride, fftLength, this.window, true);
      const magnitude = tf.sqrt(tf.add(tf.square(real), tf.square(imag)));
      const power = tf.pow(magnitude, this.magExp);
      const bins = power.shape.at(-1) as number;
      const flat = tf.matMul(tf.reshape(power, [-1, bins]), this.#melWeights(bins));
      const bands = tf.reshape(flat, [...power.shape.slice(0, -1), this.numMelBins]);
      const shown = this.powerToDb ? this.#decibels(bands) : bands;
      const order = shown.shape.map((_, i) => i);
      return tf.transpose(shown, [...order.slice(0, -2), order.at(-1)!, order.at(-2)!]);
    });
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const samples = inputShape.at(-1) ?? null;
    const { sequenceStride: stride } = this;
    const frames = samples === null ? null : Math.floor((samples + stride) / stride);
    return [...inputShape.slice(0, -1), this.numMelBins, frames];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      fft_length: this.fftLength,
      sequence_stride: this.sequenceStride,
      sequence_length: this.sequenceLength,
      window: this.window,
      sampling_rate: this.samplingRate,
      num_mel_bins: this.numMelBins,
      min_freq: this.minFreq,
      max_freq: this.maxFreq,
      power_to_db: this.powerToDb,
      top_db: this.topDb,
      mag_exp: this.magExp,
      min_power: this.minPower,
      ref_power: this.refPower,
    };
  }

  /** `[bins, bands]`: triangles on the mel scale, of height 1; the frequency 0 belongs to none (as in HTK). */
  #melWeights(bins: number): tf.Tensor2D {
    const mel = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
    const [low, high] = [mel(this.minFreq), mel(this.maxFreq)];
    const bands = this.numMelBins;
    const edge = (i: number) => low + ((high - low) * i) / (bands + 1);
    const weights = new Float32Array(bins * bands);
    for (let bin = 1; bin < bins; bin++) {
      const at = mel((this.samplingRate / 2) * (bin / (bins - 1)));
      for (let band = 0; band < bands; band++) {
        const rise = (at - edge(band)) / (edge(band + 1) - edge(band));
        const fall = (edge(band + 2) - at) / (edge(band + 2) - edge(band + 1));
        weights[bin * bands + band] = Math.max(0, Math.min(rise, fall));
      }
    }
    return tf.tensor2d(weights, [bins, bands]);
  }

  #decibels(power: tf.Tensor): tf.Tensor {
    const scale = 10 / Math.LN10;
    const reference = 10 * Math.log10(Math.max(Math.abs(this.refPower), this.minPower));
    const levels = tf.sub(tf.mul(tf.log(tf.maximum(power, this.minPower)), scale), reference);
    return tf.maximum(levels, tf.sub(tf.max(levels), this.topDb));
  }
}
