import type * as tf from '@tensorflow/tfjs-core';
import { leakyRelu } from '../../activations/index.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link LeakyReLU}. */
export interface LeakyReLUOptions extends LayerOptions {
  /** The slope below zero; 0.3 by default. */
  readonly negativeSlope?: number | undefined;
  /** The same under its name in Keras 2 and tfjs. */
  readonly alpha?: number | undefined;
}

/**
 * `x` above zero, `negativeSlope * x` below. The shape stays.
 * See https://keras.io/api/layers/activation_layers/leaky_relu/.
 *
 * @example
 * new layers.LeakyReLU({ negativeSlope: 0.5 })(tf.tensor([[-2, 3]])).numpy(); // [[-1, 3]]
 */
export class LeakyReLU extends Layer {
  readonly negativeSlope: number;

  constructor(options: LeakyReLUOptions = {}) {
    checkOptions('LeakyReLU', options, [...LAYER_OPTIONS, 'negativeSlope', 'alpha']);
    super(options);
    const slope = options.negativeSlope ?? options.alpha ?? 0.3;
    this.negativeSlope = checkRange('LeakyReLU', 'negativeSlope', slope, 0, Infinity);
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return leakyRelu(inputs, { negativeSlope: this.negativeSlope });
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), negative_slope: this.negativeSlope };
  }
}
