import type * as tf from '@tensorflow/tfjs-core';
import { elu } from '../../activations/index.js';
import { checkFinite, checkOptions } from '../../support/check.js';
import type { Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link ELU}. */
export interface ELUOptions extends LayerOptions {
  /** What large negative values approach, negated; 1 by default. */
  readonly alpha?: number | undefined;
}

/**
 * `x` above zero, `alpha * (exp(x) - 1)` below. The shape stays.
 * See https://keras.io/api/layers/activation_layers/elu/.
 *
 * @example
 * new layers.ELU()(tf.tensor([[-1, 2]]));
 */
export class ELU extends Layer {
  readonly alpha: number;

  constructor(options: ELUOptions = {}) {
    checkOptions('ELU', options, [...LAYER_OPTIONS, 'alpha']);
    super(options);
    this.alpha = checkFinite('ELU', 'alpha', options.alpha ?? 1);
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return elu(inputs, { alpha: this.alpha });
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), alpha: this.alpha };
  }
}
