import { getDataFormat } from '../../backends/operations/data-format.js';
import { checkOptions } from '../../support/check.js';
import { LAYER_OPTIONS } from '../layer.js';
import { type Pair, pairsFor } from '../sizes.js';
import { ZeroPadding, type ZeroPaddingOptions } from './zero-padding.js';

/**
 * Zeros around volumes, `[batch, depth, height, width, channels]`.
 * See https://keras.io/api/layers/reshaping_layers/zero_padding3d/.
 *
 * @example
 * new layers.ZeroPadding3D({ padding: 1 })(tf.ones([1, 8, 8, 8, 2])).shape; // [1, 10, 10, 10, 2]
 */
export class ZeroPadding3D extends ZeroPadding {
  readonly padding: readonly Pair[];

  constructor(options: ZeroPaddingOptions = {}) {
    checkOptions('ZeroPadding3D', options, [...LAYER_OPTIONS, 'padding', 'dataFormat']);
    const padding = pairsFor('ZeroPadding3D', 'padding', options.padding ?? 1, 3);
    super(padding, getDataFormat('ZeroPadding3D', options.dataFormat), options);
    this.padding = padding;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), padding: this.padding.map((pair) => [...pair]) };
  }
}
