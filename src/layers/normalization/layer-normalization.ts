import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '../../support/shape.js';
import { axesFor, knownSize, positiveAxes, spreadShape } from './normalized-axes.js';
import { ScaledNormalization, type ScaledNormalizationOptions } from './scaled-normalization.js';

/** Options of {@link LayerNormalization}. */
export interface LayerNormalizationOptions extends ScaledNormalizationOptions {
  /** The axis, or the axes, over which each sample is normalized; -1 by default. */
  readonly axis?: number | readonly number[] | undefined;
  /** Divide by the deviation only, without centring. Deprecated in Keras too: use RMSNormalization. */
  readonly rmsScaling?: boolean | undefined;
}

/**
 * Normalizes each sample over its last axis, or over other axes, to mean 0 and variance 1, then scales by `gamma` and
 * shifts by `beta`, which have the shape of these axes (Ba et al., 2016). The same while training and afterwards.
 * See https://keras.io/api/layers/normalization_layers/layer_normalization/.
 *
 * @example
 * new layers.LayerNormalization()(tf.tensor([[1, 2, 3]]));
 */
export class LayerNormalization extends ScaledNormalization {
  readonly axis: readonly number[];
  readonly rmsScaling: boolean;

  constructor(options: LayerNormalizationOptions = {}) {
    super(options, ['axis', 'rmsScaling']);
    this.axis = axesFor('LayerNormalization', options.axis ?? -1);
    this.rmsScaling = options.rmsScaling ?? false;
  }

  override build(inputShape: Shape): void {
    const where = `${this.className} ${this.name}`;
    const shape = this.axis.map((axis) => knownSize(where, inputShape, axis));
    this.buildScale(shape, {
      scale: this.scale || this.rmsScaling,
      center: this.center && !this.rmsScaling,
    });
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const x = tf.cast(inputs, 'float32');
      const axes = positiveAxes(this.className, this.axis, x.rank);
      const shape = spreadShape(x.shape, axes);
      const { mean, variance } = tf.moments(x, axes, true);
      const gamma = this.gamma && tf.reshape(this.gamma, shape);
      const beta = this.beta && tf.reshape(this.beta, shape);
      if (!this.rmsScaling) return this.normalize(x, mean, variance, gamma, beta);
      const scaled = tf.mul(x, tf.rsqrt(tf.add(variance, this.epsilon)));
      return gamma === null ? scaled : tf.mul(scaled, gamma);
    });
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axis: [...this.axis], rms_scaling: this.rmsScaling };
  }
}
