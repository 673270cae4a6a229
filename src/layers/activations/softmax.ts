import * as tf from '@tensorflow/tfjs-core';
import { softmax } from '../../activations/index.js';
import { checkInteger, checkOptions } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import type { CallOptions, Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link Softmax}. */
export interface SoftmaxOptions extends LayerOptions {
  /** The axis, or the axes, along which the results add up to 1; -1 by default. */
  readonly axis?: number | readonly number[] | undefined;
}

/** Far below every logit, so that its exponential is zero. */
const LARGE_NEGATIVE = -1e9;

/**
 * Probabilities along an axis: `exp(x) / sum(exp(x))`. The shape stays. Where there is a mask (true or 1: counts), which
 * may have fewer or shorter axes than the input, the rest gets probability zero.
 * See https://keras.io/api/layers/activation_layers/softmax/.
 *
 * @example
 * new layers.Softmax()(tf.tensor([[1, 1]])).numpy(); // [[0.5, 0.5]]
 */
export class Softmax extends Layer {
  readonly axis: number | readonly number[];

  constructor(options: SoftmaxOptions = {}) {
    checkOptions('Softmax', options, [...LAYER_OPTIONS, 'axis']);
    super(options);
    const { axis = -1 } = options;
    for (const one of [axis].flat()) checkInteger('Softmax', 'axis', one);
    this.axis = axis;
    this.supportsMasking = true;
  }

  protected override get takesMask(): boolean {
    return true;
  }

  override call(inputs: tf.Tensor, { mask }: CallOptions = {}): tf.Tensor {
    const axes = [this.axis].flat();
    if (!(mask instanceof tf.Tensor)) return this.#softmax(inputs, axes);
    this.#checkMask(inputs, mask);
    return tf.tidy(() => {
      const counts = mask.dtype === 'bool' ? mask : tf.greater(mask, 0.5);
      const kept = tf.broadcastTo(counts, inputs.shape as tf.ShapeMap[tf.Rank]);
      const logits = tf.where(kept, inputs, tf.fill(inputs.shape as tf.ShapeMap[tf.Rank], LARGE_NEGATIVE));
      return tf.where(kept, this.#softmax(logits, axes), tf.zerosLike(inputs));
    });
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axis: this.axis };
  }

  #softmax(x: tf.Tensor, axes: number[]): tf.Tensor {
    if (axes.length === 1) return softmax(x, { axis: axes[0] as number });
    return tf.tidy(() => tf.exp(tf.sub(x, tf.logSumExp(x, axes, true))));
  }

  #checkMask(inputs: tf.Tensor, mask: tf.Tensor): void {
    const trailing = inputs.shape.slice(inputs.rank - mask.rank);
    if (mask.rank <= inputs.rank && mask.shape.every((size, i) => size === 1 || size === trailing[i])) return;
    throw new ShapeError(
      `Softmax ${this.name}: expected a mask that can be spread over the input of shape ${showShape(inputs.shape)}; received shape ${showShape(mask.shape)}.`,
    );
  }
}
