import type * as tf from '@tensorflow/tfjs-core';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { type Instance, withDefaults } from '../support/family.js';
import {
  type Configurable,
  fromKerasConfig,
  isKerasConfig,
  type KerasConfig,
  Registry,
} from '../support/registry.js';
import { Loss } from './loss.js';
import { type LossFunction, LossFunctionWrapper } from './loss-function-wrapper.js';

/** The functions, by id. */
export const lossFunctions = new Registry<LossFunction<never>>('loss');

/** The classes, by name. */
export const lossClasses = new Registry<Configurable<Loss>>('loss');

/** Makes a loss known to `losses.get`, `compile` and loaded files; the same name again replaces it. */
export function registerLoss<T extends Configurable<Loss>>(
  type: T,
  name: string = (type as unknown as typeof Loss).className,
): T {
  return lossClasses.register(name, type);
}

/** What an option `loss` takes. */
export type LossId =
  | 'bce'
  | 'binaryCrossentropy'
  | 'binaryFocalCrossentropy'
  | 'categoricalCrossentropy'
  | 'categoricalFocalCrossentropy'
  | 'categoricalGeneralizedCrossEntropy'
  | 'categoricalHinge'
  | 'circle'
  | 'cosineSimilarity'
  | 'ctc'
  | 'dice'
  | 'hinge'
  | 'huber'
  | 'klDivergence'
  | 'kld'
  | 'logCosh'
  | 'mae'
  | 'mape'
  | 'meanAbsoluteError'
  | 'meanAbsolutePercentageError'
  | 'meanSquaredError'
  | 'meanSquaredLogarithmicError'
  | 'mse'
  | 'msle'
  | 'poisson'
  | 'sparseCategoricalCrossentropy'
  | 'squaredHinge'
  | 'tversky'
  | (string & {})
  // Of two arguments: what a function takes besides, as tfjs's `tf.losses.*` their weights, is its own.
  | ((yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor)
  | Instance<Loss>
  | KerasConfig;

/**
 * The loss for an id, as in Keras: `'meanSquaredError'`, `'mean_squared_error'` or `'mse'` give the function,
 * `'MeanSquaredError'` an instance; a saved configuration or a class gives an instance; a function or an instance is given back.
 *
 * @example
 * losses.get('mse')([[0, 1]], [[1, 1]]);
 */
export function get(identifier: LossId): LossFunction | Loss {
  if (identifier instanceof Loss) return identifier;
  if (typeof identifier === 'function') {
    const isClass = (identifier as { prototype?: unknown }).prototype instanceof Loss;
    return isClass ? withDefaults(identifier as unknown as Configurable<Loss>) : (identifier as LossFunction);
  }
  if (isKerasConfig(identifier)) return fromKerasConfig(lossClasses, identifier);
  if (typeof identifier !== 'string')
    throw new ValueError(`losses.get: expected a name, a function or a Loss; received ${show(identifier)}.`);
  const isClassName = /^[A-Z][A-Za-z]*[a-z]/.test(identifier) || identifier.includes('>');
  const type = isClassName ? lossClasses.find(identifier) : undefined;
  if (type !== undefined) return withDefaults(type);
  const fn = lossFunctions.find(identifier);
  if (fn !== undefined) return fn as LossFunction;
  const own = lossClasses.find(identifier);
  return own === undefined ? (lossFunctions.get(identifier) as LossFunction) : withDefaults(own);
}

/** The same as an instance of Loss, whose reduction is the mean: what training calls. */
export function toLoss(identifier: LossId): Loss {
  const found = get(identifier);
  return found instanceof Loss ? found : new LossFunctionWrapper(found);
}
