import * as tf from '@tensorflow/tfjs-core';
import {
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  getDataFormat,
} from '../../../backends/operations/data-format.js';
import { epsilon as fuzz } from '../../../backends/operations/epsilon.js';
import type { Variable } from '../../../backends/variable.js';
import { STFT, type STFTOptions } from '../../../initializers/stft.js';
import { checkChoice, checkNumber, checkOptions, checkPositiveInteger } from '../../../support/check.js';
import type { Shape } from '../../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../../layer.js';

/** What an {@link STFTSpectrogram} gives. */
export type SpectrogramMode = 'log' | 'magnitude' | 'psd' | 'real' | 'imag' | 'angle' | 'stft';

const MODES: readonly SpectrogramMode[] = ['log', 'magnitude', 'psd', 'real', 'imag', 'angle', 'stft'];

/** Options of {@link STFTSpectrogram}. */
export interface STFTSpectrogramOptions extends LayerOptions {
  /** 'log', which is the default, 'magnitude', 'psd' (power), 'real', 'imag', 'angle', or 'stft', which is real and imag. */
  readonly mode?: SpectrogramMode | undefined;
  /** Samples of a frame; 256 by default. */
  readonly frameLength?: number | undefined;
  /** Samples from one frame to the next; half a frame by default. */
  readonly frameStep?: number | null | undefined;
  /** The length of the transform; the next power of two from `frameLength` on by default. */
  readonly fftLength?: number | null | undefined;
  /** 'hann', which is the default, 'hamming', or the values of a window; null for none. */
  readonly window?: STFTOptions['window'] | undefined;
  /** True: the window is periodic. */
  readonly periodic?: boolean | undefined;
  /** How the window is scaled: 'density', which is the default, 'spectrum', or null. */
  readonly scaling?: STFTOptions['scaling'] | undefined;
  /** 'valid', which is the default, or 'same'. */
  readonly padding?: 'valid' | 'same' | undefined;
  /** True: channels and frequencies have an axis each, as images have. */
  readonly expandDims?: boolean | undefined;
  readonly dataFormat?: DataFormatId | null | undefined;
}

const OWN = [
  'mode',
  'frameLength',
  'frameStep',
  'fftLength',
  'window',
  'periodic',
  'scaling',
  'padding',
  'expandDims',
  'dataFormat',
];

/**
 * The spectrogram of sound, by a short-time Fourier transform whose kernels are weights: set `trainable` to false to keep
 * them.
 *
 * Input `[batch, time, channels]`, output `[batch, frames, channels * (fftLength / 2 + 1)]`, or with `expandDims`
 * `[batch, frames, fftLength / 2 + 1, channels]`; channels first: `[batch, channels, time]`, and the channels in front.
 * See https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/.
 *
 * @example
 * new layers.STFTSpectrogram({ frameLength: 64 })(tf.ones([2, 256, 1])).shape; // [2, 7, 33]
 */
export class STFTSpectrogram extends Layer {
  readonly mode: SpectrogramMode;
  readonly frameLength: number;
  readonly frameStep: number | null;
  readonly fftLength: number | null;
  readonly window: STFTOptions['window'];
  readonly periodic: boolean;
  readonly scaling: STFTOptions['scaling'];
  readonly padding: 'valid' | 'same';
  readonly expandDims: boolean;
  readonly dataFormat: DataFormat;
  realKernel: Variable | null = null;
  imagKernel: Variable | null = null;

  constructor(options: STFTSpectrogramOptions = {}) {
    const where = 'STFTSpectrogram';
    checkOptions(where, options, [...LAYER_OPTIONS, ...OWN]);
    super(options);
    const {
      mode = 'log',
      frameLength = 256,
      frameStep = null,
      fftLength = null,
      padding = 'valid',
    } = options;
    this.inputSpec = { ndim: 3 };
    this.mode = checkChoice(where, 'mode', mode, MODES);
    this.frameLength = checkPositiveInteger(where, 'frameLength', frameLength);
    const isStep = (step: number) => Number.isInteger(step) && step > 0 && step <= frameLength;
    this.frameStep =
      frameStep &&
      checkNumber(where, 'frameStep', frameStep, `an integer from 1 to frameLength, ${frameLength}`, isStep);
    const isLength = (length: number) => Number.isInteger(length) && length >= frameLength;
    this.fftLength =
      fftLength &&
      checkNumber(where, 'fftLength', fftLength, `an integer from frameLength, ${frameLength}, on`, isLength);
    const { window = 'hann', scaling = 'density', periodic = false } = options;
    // The initializer tells what it cannot take.
    new STFT({ window, scaling, periodic });
    this.window = window;
    this.scaling = scaling;
    this.periodic = periodic;
    this.padding = checkChoice(where, 'padding', padding, ['valid', 'same']);
    this.expandDims = options.expandDims ?? false;
    this.dataFormat = getDataFormat(where, options.dataFormat);
  }

  override build(): void {
    const shape = [this.frameLength, 1, this.#bins];
    const { window = 'hann', scaling = 'density', periodic } = this;
    const kernel = (side: 'real' | 'imag') =>
      this.addWeight({
        name: `${side}_kernel`,
        shape,
        initializer: new STFT({ side, window, scaling, periodic }),
      });
    if (this.mode !== 'imag') this.realKernel = kernel('real');
    if (this.mode !== 'real') this.imagKernel = kernel('imag');
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const signal = this.dataFormat === 'channelsLast' ? tf.transpose(inputs, [0, 2, 1]) : inputs;
      const [, channels, time] = signal.shape as [number, number, number];
      const rows = tf.reshape(tf.cast(signal, 'float32'), [-1, time, 1]) as tf.Tensor3D;
      const part = (kernel: Variable | null): tf.Tensor => {
        const found = tf.conv1d(rows, kernel as unknown as tf.Tensor3D, this.#step, this.padding);
        return tf.reshape(found, [-1, channels, found.shape[1], found.shape[2]]);
      };
      return this.#arranged(this.#seen(part));
    });
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const isLast = this.dataFormat === 'channelsLast';
    const [batch, time, channels] = [
      inputShape[0]!,
      inputShape[isLast ? 1 : 2]!,
      inputShape[isLast ? 2 : 1]!,
    ];
    const reach = this.padding === 'same' ? 1 : this.frameLength;
    const frames = time === null ? null : Math.floor((time - reach) / this.#step) + 1;
    const bins = this.#bins * (this.mode === 'stft' ? 2 : 1);
    if (this.expandDims) return isLast ? [batch, frames, bins, channels] : [batch, channels, frames, bins];
    const joined = channels === null ? null : channels * bins;
    return isLast ? [batch, frames, joined] : [batch, joined, frames];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      mode: this.mode,
      frame_length: this.frameLength,
      frame_step: this.frameStep,
      fft_length: this.fftLength,
      window: this.window,
      periodic: this.periodic,
      scaling: this.scaling,
      padding: this.padding,
      data_format: dataFormatConfig(this.dataFormat),
      expand_dims: this.expandDims,
    };
  }

  get #step(): number {
    return this.frameStep ?? Math.floor(this.frameLength / 2);
  }

  get #bins(): number {
    const length = this.fftLength ?? 2 ** Math.ceil(Math.log2(this.frameLength));
    return Math.floor(length / 2) + 1;
  }

  /** What the mode asks for, `[batch, channels, frames, frequencies]`. */
  #seen(part: (kernel: Variable | null) => tf.Tensor): tf.Tensor {
    const { mode } = this;
    if (mode === 'real') return part(this.realKernel);
    if (mode === 'imag') return part(this.imagKernel);
    const [real, imag] = [part(this.realKernel), part(this.imagKernel)];
    if (mode === 'angle') return tf.atan2(imag, real);
    if (mode === 'stft') return tf.concat([real, imag], 3);
    const power = tf.add(tf.square(real), tf.square(imag));
    if (mode === 'psd') {
      const bins = power.shape[3] as number;
      // What is between the ends stands for negative frequencies too.
      const twice = tf.tensor1d(
        Float32Array.from({ length: bins }, (_, k) => (k > 0 && k < bins - 1 ? 2 : 1)),
      );
      return tf.mul(power, twice);
    }
    const magnitude = tf.sqrt(tf.maximum(power, fuzz()));
    return mode === 'magnitude' ? magnitude : tf.log(tf.maximum(magnitude, fuzz()));
  }

  /** The axes in their places. */
  #arranged(x: tf.Tensor): tf.Tensor {
    const isLast = this.dataFormat === 'channelsLast';
    if (this.expandDims) return isLast ? tf.transpose(x, [0, 2, 3, 1]) : x;
    const [, channels, frames, bins] = x.shape as [number, number, number, number];
    return isLast
      ? tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [-1, frames, channels * bins])
      : tf.reshape(tf.transpose(x, [0, 1, 3, 2]), [-1, channels * bins, frames]);
  }
}
