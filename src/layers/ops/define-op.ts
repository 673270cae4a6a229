import * as tf from '@tensorflow/tfjs-core';
import { ShapeError, ValueError } from '../../support/errors.js';
import { uniqueName } from '../../support/names.js';
import { Registry } from '../../support/registry.js';
import { showShape } from '../../support/shape.js';
import { flatten, type Nested } from '../../support/structure.js';
import { type Runnable, specByRunning } from '../output-spec.js';
import {
  GraphNode,
  type GraphOperation,
  hasSymbolicTensor,
  type SymbolicInputs,
  SymbolicTensor,
  type ToSymbolic,
} from '../symbolic-tensor.js';

/** The arguments `A` with symbolic tensors allowed in the places of tensors. */
export type WithSymbolic<A extends readonly unknown[]> = {
  [K in keyof A]: tf.Tensor extends A[K]
    ? A[K] | SymbolicTensor
    : readonly tf.Tensor[] extends A[K]
      ? A[K] | readonly (tf.Tensor | SymbolicTensor)[]
      : A[K];
};

/** An op: on tensors it computes, on symbolic tensors it adds a node to a functional model. */
export interface Op<A extends readonly unknown[], R> {
  (...args: A): R;
  (...args: WithSymbolic<A>): ToSymbolic<R>;
}

/** An op in a functional model. */
export class OpCall implements GraphOperation {
  readonly name: string;
  readonly inboundNodes: GraphNode[] = [];

  constructor(
    readonly className: string,
    private readonly compute: (...args: never[]) => Nested<tf.Tensor>,
  ) {
    this.name = uniqueName(className);
  }

  runNode(args: readonly unknown[]): Nested<tf.Tensor> {
    return this.compute(...(args as never[]));
  }
}

/** The ops that saved models may name, by class name. */
const ops = new Registry<(...args: unknown[]) => unknown>('op');

/** The op with this class name, as `Relu`. */
export function opFrom(className: string): (...args: unknown[]) => unknown {
  return ops.get(className);
}

/** What an op gives for symbolic tensors; tfjs's own errors would speak of the sizes of the trial run. */
function outputsOf(name: string, runnable: Runnable, args: SymbolicInputs): SymbolicInputs {
  try {
    return specByRunning(runnable, args, {});
  } catch (error) {
    if (error instanceof ValueError) throw error;
    const shapes = flatten(args as Nested<unknown>).filter(
      (leaf) => leaf instanceof SymbolicTensor || leaf instanceof tf.Tensor,
    );
    throw new ShapeError(
      `${name}: expected arguments that fit each other; received ${shapes.map(({ shape }) => showShape(shape)).join(' and ')}.`,
      { cause: error },
    );
  }
}

/** Makes an op of a function of tensors; `name` is Keras's. The shapes of its outputs are found by a run on zeros. */
export function defineOp<A extends readonly unknown[], R extends Nested<tf.Tensor>>(
  name: string,
  compute: (...args: A) => R,
): Op<A, R> {
  const className = name.charAt(0).toUpperCase() + name.slice(1);
  const op = ((...args: A) => {
    if (!hasSymbolicTensor(args)) return tf.tidy(() => compute(...args) as tf.Tensor);
    const operation = new OpCall(className, compute as unknown as (...given: never[]) => R);
    const runnable = { name: operation.name, call: (given: unknown) => compute(...(given as A)) };
    return new GraphNode(operation, args, {}, outputsOf(name, runnable, args as unknown as SymbolicInputs))
      .result;
  }) as unknown as Op<A, R>;
  ops.register(className, op as unknown as (...args: unknown[]) => unknown);
  return op;
}
