import * as tf from '@tensorflow/tfjs-core';
import { checkChoice, checkOptions } from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { type KnownShape, showShape } from '../support/shape.js';
import { Initializer } from './initializer.js';

const WINDOWS = ['hann', 'hamming'] as const;
const SCALINGS = ['density', 'spectrum'] as const;

/** Options of {@link STFT}. */
export interface STFTOptions {
  /** Which half of the complex kernel: 'real' (default) or 'imag'. */
  readonly side?: 'real' | 'imag';
  /** 'hann' (default), 'hamming', the values of a window, or null for none. */
  readonly window?: 'hann' | 'hamming' | readonly number[] | null;
  /** 'density' (default), 'spectrum', or null for no scaling. */
  readonly scaling?: 'density' | 'spectrum' | null;
  /** True: the window is periodic rather than symmetric. */
  readonly periodic?: boolean;
}

/**
 * The kernel of a short-time Fourier transform as a 1D convolution: shape `(frame length, channels, fft length / 2 + 1)`.
 *
 * Source: https://keras.io/api/layers/initializers/#stft-class
 */
export class STFT extends Initializer {
  readonly side: 'real' | 'imag';
  readonly window: NonNullable<STFTOptions['window']> | null;
  readonly scaling: 'density' | 'spectrum' | null;
  readonly periodic: boolean;

  constructor(options: STFTOptions = {}) {
    super();
    checkOptions('STFT', options, ['side', 'window', 'scaling', 'periodic']);
    const { side = 'real', window = 'hann', scaling = 'density', periodic = false } = options;
    this.side = checkChoice('STFT', 'side', side, ['real', 'imag']);
    this.window = typeof window === 'string' ? checkChoice('STFT', 'window', window, WINDOWS) : window;
    this.scaling = scaling === null ? null : checkChoice('STFT', 'scaling', scaling, SCALINGS);
    this.periodic = periodic;
  }

  override call(shape: KnownShape): tf.Tensor {
    const [frame, channels, bins] = shape;
    if (frame === undefined || channels === undefined || bins === undefined || shape.length !== 3)
      throw new ShapeError(`STFT: expected a shape (frame, channels, bins); received ${showShape(shape)}.`);
    const window = this.windowOf(frame);
    const scale = window === null ? 1 : this.scaleOf(window);
    const turn = this.side === 'real' ? Math.cos : Math.sin;
    const values = new Float32Array(frame * channels * bins);
    for (let t = 0; t < frame; t++)
      for (let k = 0; k < bins; k++) {
        const value = (turn((-2 * Math.PI * t * k) / (2 * (bins - 1))) * (window?.[t] ?? 1)) / scale;
        for (let c = 0; c < channels; c++) values[(t * channels + c) * bins + k] = value;
      }
    return tf.tensor(values, [frame, channels, bins]);
  }

  private windowOf(frame: number): readonly number[] | null {
    const { window } = this;
    if (window === null) return null;
    if (typeof window !== 'string') {
      if (window.length === frame) return window;
      throw new ShapeError(`STFT: expected a window of ${frame} values; received ${window.length}.`);
    }
    const [a, b] = window === 'hann' ? [0.5, 0.5] : [0.54, 0.46];
    const period = this.periodic ? frame : frame - 1;
    return Array.from({ length: frame }, (_, t) =>
      frame === 1 ? 1 : a - b * Math.cos((2 * Math.PI * t) / period),
    );
  }

  private scaleOf(window: readonly number[]): number {
    if (this.scaling === 'density') return Math.sqrt(window.reduce((sum, w) => sum + w * w, 0));
    return this.scaling === 'spectrum' ? window.reduce((sum, w) => sum + Math.abs(w), 0) : 1;
  }

  override getConfig(): Record<string, unknown> {
    return { side: this.side, window: this.window, periodic: this.periodic, scaling: this.scaling };
  }
}

/** Makes an {@link STFT}. */
export const stft = (options?: STFTOptions) => new STFT(options);
