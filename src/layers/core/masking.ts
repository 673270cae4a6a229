import * as tf from '@tensorflow/tfjs-core';
import { checkFinite, checkOptions } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link Masking}. */
export interface MaskingOptions extends LayerOptions {
  /** A time step whose features all have this value does not count; 0 by default. */
  readonly maskValue?: number | undefined;
}

/**
 * Marks time steps to be skipped by the layers behind it: those whose features all have the value `maskValue`. Their
 * features become zero.
 *
 * Input and output `[batch, time, features]`, mask `[batch, time]`.
 * See https://keras.io/api/layers/core_layers/masking/.
 *
 * @example
 * const model = new Sequential([new layers.Masking(), new layers.LSTM({ units: 4 })]);
 */
export class Masking extends Layer {
  readonly maskValue: number;

  constructor(options: MaskingOptions = {}) {
    checkOptions('Masking', options, [...LAYER_OPTIONS, 'maskValue']);
    super(options);
    this.maskValue = checkFinite('Masking', 'maskValue', options.maskValue ?? 0);
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const counts = tf.any(tf.notEqual(inputs, this.maskValue), -1, true);
    return tf.where(counts, inputs, tf.zerosLike(inputs));
  }

  override computeMask(inputs: tf.Tensor): tf.Tensor {
    return tf.any(tf.notEqual(inputs, this.maskValue), -1);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), mask_value: this.maskValue };
  }
}
