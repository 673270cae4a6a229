import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/operations/convert.js';
import { checkOptions, checkPositiveInteger } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import type { CallOptions } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import {
  checkDense,
  encodeCategories,
  encodedShape,
  getOutputMode,
  type OutputMode,
  type OutputModeId,
  outputModeConfig,
} from './category-codes.js';

/** Options of {@link CategoryEncoding}. */
export interface CategoryEncodingOptions extends LayerOptions {
  /** The number of categories. */
  readonly numTokens: number;
  /** 'multiHot', which is the default, 'oneHot' or 'count'. */
  readonly outputMode?: Exclude<OutputModeId, 'int'> | undefined;
  /** There are no sparse tensors here: true is refused. */
  readonly sparse?: boolean | undefined;
}

/**
 * Writes the category numbers of a sample as ones at their places ('multiHot'), each by itself ('oneHot'), or as
 * counts, weighted by the call's option `countWeights` if wanted.
 *
 * Input `[batch, numbers]`, output `[batch, numTokens]`; with 'oneHot' `[batch, numbers, numTokens]`.
 * See https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/.
 *
 * @example
 * new layers.CategoryEncoding({ numTokens: 4 })([[0, 2]]).numpy(); // [[1, 0, 1, 0]]
 */
export class CategoryEncoding extends Layer {
  readonly numTokens: number;
  readonly outputMode: OutputMode;

  constructor(options: CategoryEncodingOptions) {
    checkOptions('CategoryEncoding', options, [...LAYER_OPTIONS, 'numTokens', 'outputMode', 'sparse']);
    super(options);
    const where = 'CategoryEncoding';
    this.numTokens = checkPositiveInteger(where, 'numTokens', options.numTokens);
    const { outputMode = 'multiHot' } = options;
    this.outputMode = getOutputMode(where, outputMode, ['multiHot', 'oneHot', 'count']);
    checkDense(where, options.sparse);
  }

  override call(inputs: tf.Tensor, options: CallOptions = {}): tf.Tensor {
    const weights = options['countWeights'] as TensorInput | null | undefined;
    if (weights != null && this.outputMode !== 'count') {
      throw new ValueError(
        `CategoryEncoding ${this.name}: countWeights are for outputMode 'count'; it is '${this.outputMode}'.`,
      );
    }
    return tf.tidy(() =>
      encodeCategories(
        inputs,
        this.outputMode,
        this.numTokens,
        weights == null ? undefined : toTensor(weights),
      ),
    );
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return encodedShape(inputShape, this.outputMode, this.numTokens);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      num_tokens: this.numTokens,
      output_mode: outputModeConfig(this.outputMode),
    };
  }
}
