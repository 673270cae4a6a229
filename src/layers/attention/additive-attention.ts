import * as tf from '@tensorflow/tfjs-core';
import { checkObject } from '../../support/check.js';
import type { Shapes } from '../call.js';
import { Attention, type AttentionOptions } from './attention.js';

/** Options of {@link AdditiveAttention}. */
export interface AdditiveAttentionOptions extends Omit<AttentionOptions, 'scoreMode'> {
  /** True, the default: each feature of a score is scaled by a weight. */
  readonly useScale?: boolean | undefined;
}

/**
 * Additive attention (Bahdanau et al., 2015): a key fits by the sum of `tanh(query + key)`.
 *
 * Inputs, output and masks as of {@link Attention}.
 * See https://keras.io/api/layers/attention_layers/additive_attention/.
 *
 * @example
 * new layers.AdditiveAttention()([tf.ones([2, 4, 8]), tf.ones([2, 6, 8])]).shape; // [2, 4, 8]
 */
export class AdditiveAttention extends Attention {
  constructor(options: AdditiveAttentionOptions = {}) {
    checkObject('AdditiveAttention', options, 'useScale');
    super({ useScale: true, ...options });
  }

  override build(inputShape: Shapes): void {
    const [query] = this.checkShapes(inputShape);
    if (this.useScale) this.scale = this.addWeight({ name: 'scale', shape: [query.at(-1)] });
  }

  protected override scores(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
    const sums = tf.tanh(tf.add(tf.expandDims(query, -2), tf.expandDims(key, -3)));
    return tf.sum(this.scale === null ? sums : tf.mul(sums, this.scale), -1);
  }

  override getConfig(): Record<string, unknown> {
    const { score_mode: _, ...config } = super.getConfig();
    return config;
  }
}
