import { type DataFormatId, getDataFormat } from '../../backends/operations/data-format.js';
import { checkOptions } from '../../support/check.js';
import { LAYER_OPTIONS, type LayerOptions } from '../layer.js';
import { type Pair, pairFor } from '../sizes.js';
import { ZeroPadding } from './zero-padding.js';

/** Options of {@link ZeroPadding1D}. */
export interface ZeroPadding1DOptions extends LayerOptions {
  /** How many zeros: one number for both ends, or a pair (before, behind); 1 by default. */
  readonly padding?: number | Pair | undefined;
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/**
 * Zeros at the ends of sequences, `[batch, steps, channels]`.
 * See https://keras.io/api/layers/reshaping_layers/zero_padding1d/.
 *
 * @example
 * new layers.ZeroPadding1D({ padding: [1, 2] })(tf.ones([2, 10, 4])).shape; // [2, 13, 4]
 */
export class ZeroPadding1D extends ZeroPadding {
  readonly padding: Pair;

  constructor(options: ZeroPadding1DOptions = {}) {
    checkOptions('ZeroPadding1D', options, [...LAYER_OPTIONS, 'padding', 'dataFormat']);
    const padding = pairFor('ZeroPadding1D', 'padding', options.padding ?? 1);
    super([padding], getDataFormat('ZeroPadding1D', options.dataFormat), options);
    this.padding = padding;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), padding: [...this.padding] };
  }
}
