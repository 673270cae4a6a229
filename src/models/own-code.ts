import { Lambda } from '../layers/core/lambda.js';
import { MeanMetricWrapper } from '../metrics/mean-metric-wrapper.js';
import { customObject, isBuiltIn } from '../support/custom-objects.js';
import type { Trainable } from './trainable.js';
import type { Trainer } from './trainer.js';

/** The steps that a model may have of its own. */
export type StepName = 'trainStep' | 'testStep' | 'predictStep';

/**
 * True if a step runs code of the user's: the step itself, a model's or a layer's `call`, a loss, a metric, an optimizer, or
 * a function that one of them was given. It may count, print, or go by what changes from batch to batch.
 */
export function hasOwnCode(model: Trainable, trainer: Trainer | null, step: StepName): boolean {
  const { loss, metrics, weightedMetrics } = trainer?.options ?? {};
  const parts = trainer === null ? model.flattenLayers() : [...model.flattenLayers(), trainer.optimizer];
  const given = [loss, metrics, weightedMetrics];
  if (isReplaced(model, step) || isReplaced(model, 'computeLoss') || given.some(isOwn)) return true;
  return parts.some((part) => isOwn(part) || isGivenCode(part));
}

/** True if a method is another one than that of the class from which all models come. */
export function isReplaced(model: Trainable, name: StepName | 'computeLoss'): boolean {
  let first: unknown;
  for (let one: object | null = model; one !== null; one = Object.getPrototypeOf(one))
    if (Object.hasOwn(one, name)) first = (one as Record<string, unknown>)[name];
  return (model as unknown as Record<string, unknown>)[name] !== first;
}

/** True for functions and instances that are not the library's, and for what has one in it. */
function isOwn(given: unknown): boolean {
  if (given === null || given === undefined) return false;
  if (typeof given === 'string') return isOwn(customObject(given));
  const type = given.constructor;
  if (type === Object || type === Array) return Object.values(given).some(isOwn);
  if (type === Function) return !isBuiltIn(given);
  if (given instanceof Lambda) return true;
  return !isBuiltIn(type) || (type === MeanMetricWrapper && isOwn((given as MeanMetricWrapper).fn));
}

/** True if a part's configuration tells of a function or an object of the user's (an activation, a regularizer ...). */
function isGivenCode(part: object): boolean {
  try {
    return tellsOfOwn((part as { getConfig?(): unknown }).getConfig?.());
  } catch {
    // What cannot be written down may be anything.
    return true;
  }
}

function tellsOfOwn(config: unknown): boolean {
  if (typeof config !== 'object' || config === null) return false;
  const { class_name: name, module } = config as Readonly<Record<string, unknown>>;
  if (typeof name === 'string' && (module === null || (name === 'function' && module === 'builtins')))
    return true;
  return Object.values(config).some(tellsOfOwn);
}
