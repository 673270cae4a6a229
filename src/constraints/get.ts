import type * as tf from '@tensorflow/tfjs-core';
import { Family, type Identifier } from '../support/family.js';
import { Constraint } from './constraint.js';

/** A function of a tensor, as a constraint. */
export type ConstraintFunction = (x: tf.Tensor) => tf.Tensor;

class FunctionConstraint extends Constraint {
  constructor(readonly fn: ConstraintFunction) {
    super();
  }

  override call(x: tf.Tensor): tf.Tensor {
    return this.fn(x);
  }
}

/** The known constraints. */
export const constraintFamily = new Family<Constraint>(
  'constraint',
  Constraint,
  (fn) => new FunctionConstraint(fn as unknown as ConstraintFunction),
);

/** What an option `constraint` takes. */
export type ConstraintId =
  | Identifier<'maxNorm' | 'minMaxNorm' | 'nonNeg' | 'unitNorm', Constraint>
  | ConstraintFunction;

/**
 * The constraint for a name (with its defaults), a saved configuration, a function, or an instance; null for null.
 *
 * @example
 * constraints.get('nonNeg')!(tf.tensor([1, -2])).numpy(); // [1, 0]
 */
export function get(identifier: ConstraintId): Constraint;
export function get(identifier: ConstraintId | null | undefined): Constraint | null;
export function get(identifier: ConstraintId | null | undefined): Constraint | null {
  return identifier == null ? null : constraintFamily.get(identifier);
}
