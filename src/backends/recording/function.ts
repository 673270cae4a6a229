import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Nested } from '../../support/structure.js';
import { outcomeOf, StepFunction } from './step-function.js';

/** Options of {@link compiledFunction}. */
export interface FunctionOptions {
  /** Whether it is compiled to machine code by XLA; 'auto', the default: if it is called often. */
  readonly jitCompile?: boolean | 'auto';
}

type Callable = (...args: never[]) => unknown;

/**
 * A function of tensors that is recorded and runs as one operation, as `tf.function` does: for each signature of its
 * arguments (shapes and dtypes of tensors, values of the rest) it runs as it is written at first, and from then on the
 * recording runs. It may read and assign variables; random numbers of this library are fresh in each call.
 *
 * What depends on values (`numpy()`, `if` on a tensor) or on `Math.random` cannot be recorded: then it runs as it is
 * written, and says why once. So it does on backends that record nothing, and inside a GradientTape.
 *
 * @example
 * const step = tf.function((x) => tf.sum(tf.square(x)));
 * step(tf.tensor([1, 2])).numpy(); // 5
 */
export function compiledFunction<F extends Callable>(fn: F, options: FunctionOptions = {}): F {
  if (typeof fn !== 'function')
    throw new ValueError(`tf.function: expected a function; received ${typeof fn}.`, {
      fix: 'tf.function((x) => tf.square(x))',
    });
  checkOptions('tf.function', options, ['jitCompile']);
  const { jitCompile = 'auto' } = options;
  const step = new StepFunction(
    `tf.function ${fn.name || 'without a name'}`,
    (args) => outcomeOf(fn(...(args as never[])) as Nested<unknown>),
    { eagerly: false, jit: jitCompile },
  );
  const call = (...args: unknown[]) => {
    const { gradientDepth } = (tf.engine() as unknown as { state: { gradientDepth: number } }).state;
    if (gradientDepth > 0) return fn(...(args as never[]));
    return tf.tidy(
      () =>
        step.run([args as Nested<unknown>[]], '', { planned: null, capacity: 1 }).value as tf.TensorContainer,
    );
  };
  return call as unknown as F;
}
