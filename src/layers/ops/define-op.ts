import * as tf from '@tensorflow/tfjs-core';
import { ShapeError, ValueError } from '../../support/errors.js';
import { uniqueName } from '../../support/names.js';
import { inOrder } from '../../support/positional.js';
import { Registry } from '../../support/registry.js';
import { showShape } from '../../support/shape.js';
import { flatten, type Nested } from '../../support/structure.js';
import { type Runnable, specByRunning } from '../output-spec.js';
import {
  GraphNode,
  type GraphOperation,
  hasSymbolicTensor,
  rememberConstants,
  type SymbolicInputs,
  SymbolicTensor,
  type ToSymbolic,
} from '../symbolic-tensor.js';
import { classNameOf } from './op-class.js';
import { calledWith, refuseUnknown } from './op-form.js';

/** The arguments `A` with symbolic tensors allowed in the places of tensors. */
export type WithSymbolic<A extends readonly unknown[]> = {
  [K in keyof A]: tf.Tensor extends A[K]
    ? A[K] | SymbolicTensor
    : readonly tf.Tensor[] extends A[K]
      ? A[K] | readonly (tf.Tensor | SymbolicTensor)[]
      : A[K];
};

/** The arguments `A`, named `P`, as options. */
type Named<A extends readonly unknown[], P extends readonly string[]> = {
  readonly [I in Extract<keyof P, `${number}`> as P[I]]?: I extends keyof A ? A[I] : never;
};

/** The arguments `A`, of which those from the second on, or from a later one on, are options by their names `P`. */
export type WithOptions<
  A extends readonly unknown[],
  P extends readonly string[],
  Before extends readonly unknown[] = [],
> = A extends readonly [infer First, ...infer Rest]
  ? P extends readonly [string, ...infer Names extends readonly string[]]
    ?
        | (Before extends readonly [] ? never : readonly [...Before, Named<A, P>])
        | WithOptions<Rest, Names, readonly [...Before, First]>
    : never
  : never;

/**
 * An op: on tensors it computes, on symbolic tensors it adds a node to a functional model. Arguments are given in
 * Keras's order, or the last ones by name: `ops.mean(x, 1, true)` is `ops.mean(x, { axis: 1, keepdims: true })`.
 */
export interface Op<A extends readonly unknown[], R, P extends readonly string[] = readonly []> {
  (...args: A): R;
  (...args: WithOptions<Required<A>, P>): R;
  (...args: WithSymbolic<A>): ToSymbolic<R>;
  (...args: WithOptions<WithSymbolic<Required<A>>, P>): ToSymbolic<R>;
}

/** An op in a functional model. */
export class OpCall implements GraphOperation {
  readonly name: string;
  readonly inboundNodes: GraphNode[] = [];

  constructor(
    readonly className: string,
    private readonly compute: (...args: never[]) => Nested<tf.Tensor>,
    name?: string,
  ) {
    this.name = name ?? uniqueName(className);
  }

  runNode(args: readonly unknown[]): Nested<tf.Tensor> {
    return this.compute(...(args as never[]));
  }
}

interface SavedOp {
  /** Calls the op; its node in a functional model gets the name, or one of its own. */
  readonly call: (args: readonly unknown[], name?: string) => unknown;
  readonly params: readonly string[] | null;
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

/** The ops that saved models may name, by class name. */
const ops = new Registry<SavedOp>('op');

/** True if there is an op with this class name. */
export function hasOp(className: string): boolean {
  return ops.find(className) !== undefined;
}

/** The op with this class name, as `Relu`; its name and what Keras saved of its arguments (`axis`) are filled in. */
export function opFrom(
  className: string,
  config: Readonly<Record<string, unknown>> = {},
): (args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>) => unknown {
  const { call, params } = ops.get(className);
  refuseUnknown(className, config);
  const name = config['name'] as string | undefined;
  return (args, kwargs) => call(calledWith(className, args, config, kwargs, params), name);
}

/**
 * Makes an op of a function of tensors; `name` is Keras's, `params` are the names of the function's parameters (null for
 * one that takes any number). The shapes of its outputs are found by a run on zeros, unless `specOf` tells them for
 * symbolic arguments (or not: undefined).
 */
export function defineOp<
  A extends readonly unknown[],
  R extends Nested<tf.Tensor>,
  const P extends readonly string[],
>(
  name: string,
  params: P | null,
  compute: (...args: A) => R,
  specOf?: (...args: WithSymbolic<A>) => SymbolicInputs | undefined,
): Op<A, R, P> {
  const className = classNameOf(name);
  const apply = (given: readonly unknown[], ownName?: string): unknown => {
    const args = params === null ? given : inOrder(`ops.${name}`, params, given);
    const call = (values: unknown) => compute(...(values as A));
    if (!hasSymbolicTensor(args)) return tf.tidy(() => call(args) as tf.Tensor);
    rememberConstants(args);
    const operation = new OpCall(className, compute as unknown as (...values: never[]) => R, ownName);
    const outputs =
      specOf?.(...(args as WithSymbolic<A>)) ??
      outputsOf(name, { name: operation.name, call }, args as unknown as SymbolicInputs);
    return new GraphNode(operation, args, {}, outputs).result;
  };
  ops.register(className, { call: apply, params });
  return ((...given: unknown[]) => apply(given)) as unknown as Op<A, R, P>;
}
