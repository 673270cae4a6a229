import * as tf from '@tensorflow/tfjs-core';
import { repeat } from '../../backends/operations/repeat.js';
import { checkOptions, checkPositiveInteger } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link RepeatVector}. */
export interface RepeatVectorOptions extends LayerOptions {
  /** How often. */
  readonly n: number;
}

/**
 * Repeats a vector: `[batch, features]` becomes `[batch, n, features]`.
 * See https://keras.io/api/layers/reshaping_layers/repeat_vector/.
 *
 * @example
 * new layers.RepeatVector({ n: 3 })(tf.ones([2, 8])).shape; // [2, 3, 8]
 */
export class RepeatVector extends Layer {
  readonly n: number;

  constructor(options: RepeatVectorOptions) {
    checkOptions('RepeatVector', options, [...LAYER_OPTIONS, 'n']);
    super(options);
    this.n = checkPositiveInteger('RepeatVector', 'n', options.n);
    this.inputSpec = { ndim: 2 };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return repeat(tf.expandDims(inputs, 1), this.n, 1);
  }

  override computeOutputShape([batch = null, features = null]: Shape): Shape {
    return [batch, this.n, features];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), n: this.n };
  }
}
