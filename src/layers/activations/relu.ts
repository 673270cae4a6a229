import type * as tf from '@tensorflow/tfjs-core';
import { relu } from '../../activations/index.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link ReLU}. */
export interface ReLUOptions extends LayerOptions {
  /** The largest value; none by default. */
  readonly maxValue?: number | null | undefined;
  /** The slope below the threshold; 0 by default. */
  readonly negativeSlope?: number | undefined;
  /** Values up to it give 0, or follow the slope; 0 by default. */
  readonly threshold?: number | undefined;
}

/**
 * `max(x, 0)`, with a largest value, a slope below the threshold and a threshold if wanted. The shape stays.
 * See https://keras.io/api/layers/activation_layers/relu/.
 *
 * @example
 * new layers.ReLU({ maxValue: 6 })(tf.tensor([[-1, 3, 9]])).numpy(); // [[0, 3, 6]]
 */
export class ReLU extends Layer {
  readonly maxValue: number | null;
  readonly negativeSlope: number;
  readonly threshold: number;

  constructor(options: ReLUOptions = {}) {
    checkOptions('ReLU', options, [...LAYER_OPTIONS, 'maxValue', 'negativeSlope', 'threshold']);
    super(options);
    const { maxValue = null, negativeSlope = 0, threshold = 0 } = options;
    this.maxValue = maxValue === null ? null : checkRange('ReLU', 'maxValue', maxValue, 0, Infinity);
    this.negativeSlope = checkRange('ReLU', 'negativeSlope', negativeSlope, 0, Infinity);
    this.threshold = checkRange('ReLU', 'threshold', threshold, 0, Infinity);
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const { maxValue, negativeSlope, threshold } = this;
    return relu(inputs, { maxValue, negativeSlope, threshold });
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      max_value: this.maxValue,
      negative_slope: this.negativeSlope,
      threshold: this.threshold,
    };
  }
}
