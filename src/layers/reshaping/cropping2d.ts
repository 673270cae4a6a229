import { dataFormatConfig, getDataFormat } from '../../backends/operations/data-format.js';
import { checkOptions } from '../../support/check.js';
import { LAYER_OPTIONS } from '../layer.js';
import { type Pair, pairsFor } from '../sizes.js';
import { Cropping, type CroppingOptions } from './cropping.js';

/**
 * Cuts off the edges of images, `[batch, height, width, channels]`.
 * See https://keras.io/api/layers/reshaping_layers/cropping2d/.
 *
 * @example
 * new layers.Cropping2D({ cropping: [[1, 2], 3] })(tf.ones([2, 8, 8, 3])).shape; // [2, 5, 2, 3]
 */
export class Cropping2D extends Cropping {
  readonly cropping: readonly Pair[];

  constructor(options: CroppingOptions = {}) {
    checkOptions('Cropping2D', options, [...LAYER_OPTIONS, 'cropping', 'dataFormat']);
    const cropping = pairsFor('Cropping2D', 'cropping', options.cropping ?? 0, 2);
    super(cropping, getDataFormat('Cropping2D', options.dataFormat), options);
    this.cropping = cropping;
  }

  override getConfig(): Record<string, unknown> {
    const cropping = this.cropping.map((pair) => [...pair]);
    return { ...super.getConfig(), cropping, data_format: dataFormatConfig(this.dataFormat) };
  }
}
