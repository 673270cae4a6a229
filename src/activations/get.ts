import type * as tf from '@tensorflow/tfjs-core';
import { show } from '../support/check.js';
import { isBuiltIn } from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import { snakeCase } from '../support/names.js';
import {
  type FunctionConfig,
  functionConfig,
  isKerasConfig,
  type KerasConfig,
  Registry,
} from '../support/registry.js';

/** What a layer applies to its output. */
export type Activation = (x: tf.Tensor) => tf.Tensor;

/** The known activations. */
export const activationRegistry = new Registry<Activation>('activation');

/** What an option `activation` takes. */
export type ActivationId =
  | 'celu'
  | 'elu'
  | 'exponential'
  | 'gelu'
  | 'glu'
  | 'hardShrink'
  | 'hardSigmoid'
  | 'hardSilu'
  | 'hardSwish'
  | 'hardTanh'
  | 'leakyRelu'
  | 'linear'
  | 'logSigmoid'
  | 'logSoftmax'
  | 'mish'
  | 'relu'
  | 'relu6'
  | 'selu'
  | 'sigmoid'
  | 'silu'
  | 'softShrink'
  | 'softmax'
  | 'softplus'
  | 'softsign'
  | 'sparsePlus'
  | 'sparseSigmoid'
  | 'sparsemax'
  | 'squareplus'
  | 'swish'
  | 'tanh'
  | 'tanhShrink'
  | (string & {})
  | KerasConfig
  | FunctionConfig
  | Activation;

/**
 * The activation for a name or a function; null is linear.
 *
 * @example
 * activations.get('relu')(tf.tensor([-1, 2])).numpy(); // [0, 2]
 */
export function get(identifier: ActivationId | null | undefined): Activation {
  if (identifier == null) return activationRegistry.get('linear');
  if (typeof identifier === 'string') return activationRegistry.get(identifier);
  if (typeof identifier === 'function') return identifier;
  if (isKerasConfig(identifier)) {
    // Keras saves a function as { class_name: 'function', config: 'relu' }.
    const { class_name, config } = identifier as { class_name: string; config?: unknown };
    return activationRegistry.get(typeof config === 'string' ? config : class_name);
  }
  throw new ValueError(`activation: expected a name or a function; received ${show(identifier)}.`);
}

/** Makes an activation known to layers and loaded files under its name; the same name again replaces it. */
export function registerActivation<T extends Activation>(activation: T, name: string = activation.name): T {
  return activationRegistry.register(name, activation);
}

/** Keras's saved form of an activation: the name of one of its own, else the function that a name stands for. */
export function serialize(activation: Activation): string | FunctionConfig {
  return isBuiltIn(activation) ? snakeCase(activation.name) : functionConfig(activation);
}
