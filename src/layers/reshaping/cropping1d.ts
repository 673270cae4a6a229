import { checkOptions } from '../../support/check.js';
import { LAYER_OPTIONS, type LayerOptions } from '../layer.js';
import { type Pair, pairFor } from '../sizes.js';
import { Cropping } from './cropping.js';

/** Options of {@link Cropping1D}. */
export interface Cropping1DOptions extends LayerOptions {
  /** Steps that are cut off: one number for both ends, or a pair (before, behind); 1 by default. */
  readonly cropping?: number | Pair | undefined;
}

/**
 * Cuts off the ends of sequences, `[batch, steps, channels]`.
 * See https://keras.io/api/layers/reshaping_layers/cropping1d/.
 *
 * @example
 * new layers.Cropping1D({ cropping: [1, 2] })(tf.ones([2, 10, 4])).shape; // [2, 7, 4]
 */
export class Cropping1D extends Cropping {
  readonly cropping: Pair;

  constructor(options: Cropping1DOptions = {}) {
    checkOptions('Cropping1D', options, [...LAYER_OPTIONS, 'cropping']);
    const cropping = pairFor('Cropping1D', 'cropping', options.cropping ?? 1);
    super([cropping], 'channelsLast', options);
    this.cropping = cropping;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), cropping: [...this.cropping] };
  }
}
