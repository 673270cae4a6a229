import * as tf from '@tensorflow/tfjs-core';
import { GradientTape } from '../backends/gradients/gradient-tape.js';
import { heldVariables } from '../backends/memory.js';
import { Variable } from '../backends/variable.js';
import { show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { showShape } from '../support/shape.js';

/** What {@link variableGrads} gives: the value of the function, and gradients by the names of the variables. */
export interface VariableGrads {
  readonly value: tf.Scalar;
  readonly grads: tf.NamedTensorMap;
}

const pathOf = (variable: tf.Variable) => (variable instanceof Variable ? variable.path : variable.name);

/** What each variable is called among these: by its name, or by its path where others have the same name. */
function namesOf(variables: readonly tf.Variable[]): string[] {
  return variables.map((variable) => {
    const isAlone = variables.every((one) => one === variable || one.name !== variable.name);
    return isAlone ? variable.name : pathOf(variable);
  });
}

/** Whose gradients those that were given are. */
const owners = new WeakMap<tf.Tensor, tf.Variable>();

/**
 * The variable that a gradient of {@link variableGrads} belongs to; of any other tensor, the living variable of that name or
 * path. Undefined where there is none, or more than one.
 */
export function variableOf(name: string, gradient: tf.Tensor): tf.Variable | undefined {
  const registered = owners.get(gradient) ?? tf.engine().registeredVariables[name];
  if (registered !== undefined) return registered;
  const living = heldVariables();
  for (const nameOf of [pathOf, (variable: tf.Variable) => variable.name]) {
    const found = living.filter((variable) => nameOf(variable) === name);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/**
 * The value of a function and its gradients with respect to variables, those of layers too: tfjs's `tf.variableGrads`.
 *
 * @param f gives a scalar.
 * @param variables those that are wanted; all trainable ones that `f` uses when left out.
 * @example
 * const { grads } = tf.variableGrads(() => model.predict(x).sub(y).square().mean());
 * optimizer.applyGradients(grads);
 */
export function variableGrads(f: () => tf.Scalar, variables?: readonly tf.Variable[]): VariableGrads {
  const fix = 'tf.variableGrads(() => predict(x).sub(y).square().mean())';
  if (typeof f !== 'function')
    throw new ValueError(`variableGrads: expected a function that gives the loss; received ${show(f)}.`, {
      fix,
    });
  return tf.tidy(() => {
    const tape = new GradientTape();
    const value = tape.run(f);
    if (value.rank !== 0)
      throw new ShapeError(
        `variableGrads: expected a function that gives a scalar; received one that gives ${showShape(value.shape)}.`,
        { fix },
      );
    const targets = (variables ?? (tape.watchedVariables() as readonly tf.Variable[])).filter(
      ({ trainable }) => trainable,
    );
    const gradients = tape.gradient(value, targets);
    const names = namesOf(targets);
    const grads: tf.NamedTensorMap = {};
    for (const [i, gradient] of gradients.entries()) {
      if (gradient === null) continue;
      owners.set(gradient, targets[i]!);
      grads[names[i]!] = gradient;
    }
    if (Object.keys(grads).length === 0)
      throw new ValueError(
        'variableGrads: expected a function that uses trainable variables; received one whose value depends on none.',
        { fix },
      );
    return { value, grads };
  }) as unknown as VariableGrads;
}
