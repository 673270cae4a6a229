import { dataFormatConfig, getDataFormat } from '../../backends/operations/data-format.js';
import { checkOptions } from '../../support/check.js';
import { LAYER_OPTIONS } from '../layer.js';
import { type Pair, pairsFor } from '../sizes.js';
import { Cropping, type CroppingOptions } from './cropping.js';

/**
 * Cuts off the edges of volumes, `[batch, depth, height, width, channels]`.
 * See https://keras.io/api/layers/reshaping_layers/cropping3d/.
 *
 * @example
 * new layers.Cropping3D({ cropping: 1 })(tf.ones([1, 8, 8, 8, 2])).shape; // [1, 6, 6, 6, 2]
 */
export class Cropping3D extends Cropping {
  readonly cropping: readonly Pair[];

  constructor(options: CroppingOptions = {}) {
    checkOptions('Cropping3D', options, [...LAYER_OPTIONS, 'cropping', 'dataFormat']);
    const cropping = pairsFor('Cropping3D', 'cropping', options.cropping ?? 1, 3);
    super(cropping, getDataFormat('Cropping3D', options.dataFormat), options);
    this.cropping = cropping;
  }

  override getConfig(): Record<string, unknown> {
    const cropping = this.cropping.map((pair) => [...pair]);
    return { ...super.getConfig(), cropping, data_format: dataFormatConfig(this.dataFormat) };
  }
}
