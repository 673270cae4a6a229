import { Lambda } from '../layers/core/lambda.js';
import { MeanMetricWrapper } from '../metrics/mean-metric-wrapper.js';
import { isBuiltIn } from '../support/custom-objects.js';
import type { Trainable } from './trainable.js';
import type { Trainer } from './trainer.js';

/** The steps that a model may have of its own. */
export type StepName = 'trainStep' | 'testStep' | 'predictStep';

/**
 * True if a step runs code of the user's: the step itself, a model's or a layer's `call`, a loss, a metric, an optimizer. It
 * may count, print, or go by what changes from batch to batch.
 */
export function hasOwnCode(model: Trainable, trainer: Trainer | null, step: StepName): boolean {
  const { loss, metrics, weightedMetrics } = trainer?.options ?? {};
  const given = [loss, metrics, weightedMetrics, trainer?.optimizer, trainer?.optimizer.schedule];
  return isReplaced(model, step) || [...model.flattenLayers(), ...given].some(isOwn);
}

/** True if a step is another one than that of the class from which all models come. */
function isReplaced(model: Trainable, name: StepName): boolean {
  let first: unknown;
  for (let one: Trainable | null = model; one !== null; one = Object.getPrototypeOf(one))
    if (Object.hasOwn(one, name)) first = one[name];
  return model[name] !== first;
}

/** True for functions and instances that are not the library's, and for what has one in it. */
function isOwn(given: unknown): boolean {
  if (given === null || given === undefined || typeof given === 'string') return false;
  const type = given.constructor;
  if (type === Object || type === Array) return Object.values(given).some(isOwn);
  if (type === Function) return !isBuiltIn(given);
  if (given instanceof Lambda) return true;
  return !isBuiltIn(type) || (type === MeanMetricWrapper && isOwn((given as MeanMetricWrapper).fn));
}
