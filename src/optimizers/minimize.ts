import * as tf from '@tensorflow/tfjs-core';
import { GradientTape } from '../backends/gradients/gradient-tape.js';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { variableOf } from './variable-grads.js';

/** A variable of any rank: `tf.Variable<Rank.R0>` is no `tf.Variable` for the compiler. */
export type AnyVariable = tf.Tensor & Pick<tf.Variable, 'trainable'>;

/** What {@link minimize} needs of an optimizer. */
interface Applies {
  apply(gradients: readonly (tf.Tensor | null)[], variables: readonly tf.Variable[]): void;
}

/**
 * One step down a function: tfjs's `optimizer.minimize`. Without a list of variables, those that the function used are
 * updated. Gives the cost if it is wanted, else null.
 */
export function minimize(
  optimizer: Applies,
  f: () => tf.Tensor,
  returnCost: boolean,
  variables: readonly AnyVariable[] | undefined,
): tf.Scalar | null {
  if (typeof f !== 'function') {
    throw new ValueError(`minimize: expected a function that gives the loss; received ${show(f)}.`, {
      fix: 'optimizer.minimize(() => predict(x).sub(y).square().mean())',
    });
  }
  return tf.tidy(() => {
    const tape = new GradientTape();
    const cost = tape.run(f);
    const targets = (variables ?? tape.watchedVariables()) as readonly tf.Variable[];
    optimizer.apply(tape.gradient(cost, targets), targets);
    return returnCost ? (cost as tf.Scalar) : (null as unknown as tf.Scalar);
  });
}

/** What `applyGradients` takes: pairs, or tfjs's gradients by the variables' names. */
export type GradientsGiven =
  | Iterable<readonly (tf.Tensor | tf.Variable | null | undefined)[]>
  | Readonly<Record<string, tf.Tensor>>;

/** The pairs of gradient and variable; names are those that `tf.variableGrads` gives. */
export function gradientPairs(given: GradientsGiven): (readonly (tf.Tensor | null | undefined)[])[] {
  if (Symbol.iterator in given) {
    return [...(given as Iterable<readonly (tf.Tensor | null | undefined)[]>)];
  }
  return Object.entries(given).map(([name, gradient]) => {
    const variable = variableOf(name, gradient);
    if (variable !== undefined) return [gradient, variable];
    throw new ValueError(
      `applyGradients: expected [gradient, variable] pairs, or gradients by names that one variable has; received ${name}.`,
      { fix: 'optimizer.applyGradients([[gradient, variable]])' },
    );
  });
}
