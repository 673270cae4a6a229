import { Family, type Identifier } from '../support/family.js';
import { Optimizer } from './optimizer.js';

/** The known optimizers. */
export const optimizerFamily = new Family<Optimizer>('optimizer', Optimizer);

/** What an option `optimizer` takes. */
export type OptimizerId = Identifier<
  | 'adadelta'
  | 'adafactor'
  | 'adagrad'
  | 'adam'
  | 'adamax'
  | 'adamw'
  | 'ftrl'
  | 'lamb'
  | 'lion'
  | 'muon'
  | 'nadam'
  | 'rmsprop'
  | 'scheduleFreeAdamw'
  | 'sgd',
  Optimizer
>;

/**
 * The optimizer for a name (with its defaults), a saved configuration, or an instance.
 *
 * @example
 * optimizers.get('adam').learningRate; // 0.001
 */
export function get(identifier: OptimizerId): Optimizer {
  return optimizerFamily.get(identifier);
}

/** Makes an optimizer known to `optimizers.get`, `compile` and loaded files; the same name again replaces it. */
export function registerOptimizer<T extends new (options: never) => Optimizer>(type: T): T {
  return optimizerFamily.register(type);
}
