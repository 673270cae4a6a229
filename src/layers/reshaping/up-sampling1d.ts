import type * as tf from '@tensorflow/tfjs-core';
import { repeat } from '../../backends/operations/repeat.js';
import { checkOptions, checkPositiveInteger } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link UpSampling1D}. */
export interface UpSampling1DOptions extends LayerOptions {
  /** How often each step is repeated; 2 by default. */
  readonly size?: number | undefined;
}

/**
 * Repeats each step of sequences: `[batch, steps, channels]` becomes `[batch, steps * size, channels]`.
 * See https://keras.io/api/layers/reshaping_layers/up_sampling1d/.
 *
 * @example
 * new layers.UpSampling1D({ size: 2 })(tf.tensor([[[1], [2]]])).numpy(); // [[[1], [1], [2], [2]]]
 */
export class UpSampling1D extends Layer {
  readonly size: number;

  constructor(options: UpSampling1DOptions = {}) {
    checkOptions('UpSampling1D', options, [...LAYER_OPTIONS, 'size']);
    super(options);
    this.size = checkPositiveInteger('UpSampling1D', 'size', options.size ?? 2);
    this.inputSpec = { ndim: 3 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return repeat(inputs, this.size, 1);
  }

  override computeOutputShape([batch = null, steps = null, channels = null]: Shape): Shape {
    return [batch, steps === null ? null : steps * this.size, channels];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), size: this.size };
  }
}
