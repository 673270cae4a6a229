import type * as tf from '@tensorflow/tfjs-core';
import type { Activation as ActivationFunction, ActivationId } from '../../activations/index.js';
import { checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { getActivation, serializeActivation } from '../activation-option.js';
import type { Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link Activation}. */
export interface ActivationOptions extends LayerOptions {
  /** A name or a function. */
  readonly activation: ActivationId;
}

/**
 * Applies an activation. The shape stays. See https://keras.io/api/layers/core_layers/activation/.
 *
 * @example
 * new layers.Activation('relu')(tf.tensor([[-1, 2]])).numpy(); // [[0, 2]]
 */
export class Activation extends Layer {
  readonly activation: ActivationFunction;

  /** `options` may be the activation itself. */
  constructor(options: ActivationId | ActivationOptions, more: LayerOptions = {}) {
    const given = isOptions(options) ? options : { ...more, activation: options };
    checkOptions('Activation', given, [...LAYER_OPTIONS, 'activation']);
    super(given);
    if (given.activation == null) {
      throw new ValueError('Activation: expected an activation; received none.', {
        fix: "new layers.Activation('relu')",
      });
    }
    this.activation = getActivation(given.activation);
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return this.activation(inputs);
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), activation: serializeActivation(this.activation) };
  }
}

function isOptions(value: ActivationId | ActivationOptions): value is ActivationOptions {
  return typeof value === 'object' && value !== null && !('class_name' in value);
}
