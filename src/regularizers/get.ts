import type * as tf from '@tensorflow/tfjs-core';
import { Family, type Identifier } from '../support/family.js';
import { Regularizer } from './regularizer.js';

/** A function of a tensor, as a regularizer. */
export type RegularizerFunction = (x: tf.Tensor) => tf.Tensor;

class FunctionRegularizer extends Regularizer {
  constructor(readonly fn: RegularizerFunction) {
    super();
  }

  override call(x: tf.Tensor): tf.Tensor {
    return this.fn(x);
  }
}

/** The known regularizers. */
export const regularizerFamily = new Family<Regularizer>(
  'regularizer',
  Regularizer,
  (fn) => new FunctionRegularizer(fn as unknown as RegularizerFunction),
);

/** What an option `regularizer` takes. */
export type RegularizerId =
  | Identifier<'l1' | 'l2' | 'l1l2' | 'orthogonalRegularizer', Regularizer>
  | RegularizerFunction;

/**
 * The regularizer for a name (with its defaults), a saved configuration, a function, or an instance; null for null.
 *
 * @example
 * regularizers.get('l2')!(tf.tensor([1, -2])).numpy(); // 0.05
 */
export function get(identifier: RegularizerId): Regularizer;
export function get(identifier: RegularizerId | null | undefined): Regularizer | null;
export function get(identifier: RegularizerId | null | undefined): Regularizer | null {
  return identifier == null ? null : regularizerFamily.get(identifier);
}
