import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../../backends/variable.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { axesFor, knownSize, positiveAxes, spreadShape } from './normalized-axes.js';

/** Options of {@link RMSNormalization}. */
export interface RMSNormalizationOptions extends LayerOptions {
  /** The axis, or the axes, over which each sample is normalized; -1 by default. */
  readonly axis?: number | readonly number[] | undefined;
  /** Added to the mean square, against divisions by zero; 1e-6 by default. */
  readonly epsilon?: number | undefined;
}

/**
 * Divides by the root of the mean square over an axis and multiplies by the weight `scale`, which has the size of that
 * axis (Zhang and Sennrich, 2019). The shape stays.
 * See https://keras.io/api/layers/normalization_layers/rms_normalization/.
 *
 * @example
 * new layers.RMSNormalization()(tf.tensor([[3, 3]])).shape; // [1, 2]
 */
export class RMSNormalization extends Layer {
  readonly axis: readonly number[];
  readonly epsilon: number;
  scale: Variable | null = null;

  constructor(options: RMSNormalizationOptions = {}) {
    checkOptions('RMSNormalization', options, [...LAYER_OPTIONS, 'axis', 'epsilon']);
    super(options);
    this.axis = axesFor('RMSNormalization', options.axis ?? -1);
    this.epsilon = checkRange('RMSNormalization', 'epsilon', options.epsilon ?? 1e-6, 0, Infinity);
  }

  override build(inputShape: Shape): void {
    const where = `${this.className} ${this.name}`;
    const shape = this.axis.map((axis) => knownSize(where, inputShape, axis));
    this.scale = this.addWeight({ name: 'scale', shape, initializer: 'ones' });
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const x = tf.cast(inputs, 'float32');
      const axes = positiveAxes(this.className, this.axis, x.rank);
      const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(x), axes, true), this.epsilon));
      const scale = tf.reshape(this.scale as Variable, spreadShape(x.shape, axes));
      return tf.mul(tf.mul(x, inverse), scale);
    });
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axis: [...this.axis], epsilon: this.epsilon };
  }
}
