import { getDataFormat } from '../../backends/operations/data-format.js';
import { checkOptions } from '../../support/check.js';
import { LAYER_OPTIONS } from '../layer.js';
import { type Pair, pairsFor } from '../sizes.js';
import { ZeroPadding, type ZeroPaddingOptions } from './zero-padding.js';

/**
 * Zeros around images, `[batch, height, width, channels]`.
 * See https://keras.io/api/layers/reshaping_layers/zero_padding2d/.
 *
 * @example
 * new layers.ZeroPadding2D({ padding: [[1, 2], 3] })(tf.ones([2, 8, 8, 3])).shape; // [2, 11, 14, 3]
 */
export class ZeroPadding2D extends ZeroPadding {
  readonly padding: readonly Pair[];

  constructor(options: ZeroPaddingOptions = {}) {
    checkOptions('ZeroPadding2D', options, [...LAYER_OPTIONS, 'padding', 'dataFormat']);
    const padding = pairsFor('ZeroPadding2D', 'padding', options.padding ?? 1, 2);
    super(padding, getDataFormat('ZeroPadding2D', options.dataFormat), options);
    this.padding = padding;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), padding: this.padding.map((pair) => [...pair]) };
  }
}
