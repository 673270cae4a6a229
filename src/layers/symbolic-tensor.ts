import {
  type Tensor as AnyTensor,
  Tensor as CoreTensor,
  type DataType,
  type Rank,
} from '@tensorflow/tfjs-core';
import type { Tensor } from '../backends/tensor.js';
import { rememberValues } from '../backends/webgpu/values-in-memory.js';
import { ValueError } from '../support/errors.js';
import { uniqueName } from '../support/names.js';
import { type Shape, showShape } from '../support/shape.js';
import { flatten, isContainer, type Nested } from '../support/structure.js';

/** Shape and type of a tensor that does not exist yet. */
export interface TensorSpec {
  readonly shape: Shape;
  readonly dtype: DataType;
}

/** Options of a {@link SymbolicTensor}. */
export interface SymbolicTensorOptions extends TensorSpec {
  readonly name?: string;
}

/**
 * A tensor without a value: what `Input` gives and what layers and ops make of it, to describe a functional model.
 * It knows its shape (`null`: unknown), its dtype and the call that gives it. Keras calls it KerasTensor.
 *
 * @example
 * const x = Input({ shape: [784] });
 * x.shape; // [null, 784]
 */
export class SymbolicTensor implements TensorSpec {
  readonly shape: Shape;
  readonly dtype: DataType;
  readonly name: string;
  /** The call that gives this tensor, and which of its outputs it is. */
  history: { readonly node: GraphNode; readonly index: number } | null = null;
  /** The shape of the mask that it will have; null: none. */
  maskShape: Shape | null = null;

  constructor({ shape, dtype, name }: SymbolicTensorOptions) {
    this.shape = shape;
    this.dtype = dtype;
    this.name = name ?? uniqueName('keras_tensor');
  }

  /** The number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  toString(): string {
    return `SymbolicTensor ${this.name} ${this.dtype} ${showShape(this.shape)}`;
  }

  /** JavaScript's operators make NaN of an object; `+` is left out, because text may be put together with it. */
  [Symbol.toPrimitive](hint: 'string' | 'number' | 'default'): string {
    if (hint !== 'number') return this.toString();
    throw new ValueError(`${this}: expected one of its methods; received an operator (-, *, /, ...).`, {
      fix: 'x.sub(y), x.mul(y), x.div(255), ..., or ops.subtract(x, y)',
    });
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** Symbolic tensors, also in lists and dictionaries. */
export type SymbolicInputs = Nested<SymbolicTensor>;

/** The structure `T` with symbolic tensors in the places of tensors. */
export type ToSymbolic<T> =
  T extends AnyTensor<Rank>
    ? SymbolicTensor
    : T extends readonly (infer Item)[]
      ? number extends T['length']
        ? readonly ToSymbolic<Item>[]
        : { [K in keyof T]: ToSymbolic<T[K]> }
      : { [K in keyof T]: ToSymbolic<T[K]> };

/** The structure `S` with tensors in the places of symbolic tensors. */
export type ToTensors<S> = S extends SymbolicTensor
  ? Tensor
  : S extends readonly (infer Item)[]
    ? number extends S['length']
      ? readonly ToTensor<Item>[]
      : { [K in keyof S]: ToTensor<S[K]> }
    : { [K in keyof S]: ToTensor<S[K]> };

/** In a list of outputs, that of a layer whose kind is not known is taken to be one tensor. */
type ToTensor<S> = [SymbolicInputs] extends [S] ? Tensor : ToTensors<S>;

/** What stands in a node of a functional graph: a layer, or an op of the library. */
export interface GraphOperation {
  readonly name: string;
  /** Keras's name of the class. */
  readonly className: string;
  /** The calls of this operation on symbolic tensors, oldest first. */
  readonly inboundNodes: GraphNode[];
  /** Runs the operation on tensors in the places of the symbolic tensors that the node was made with. */
  runNode(args: readonly unknown[], options: Readonly<Record<string, unknown>>): Nested<AnyTensor>;
}

/** One call of an operation on symbolic tensors; its place in `operation.inboundNodes` is its number. */
export class GraphNode {
  /** The symbolic tensors in `args` and `options`, from left to right. */
  readonly inputs: readonly SymbolicTensor[];
  /** What the call gave, flat. */
  readonly outputs: readonly SymbolicTensor[];
  constructor(
    readonly operation: GraphOperation,
    readonly args: readonly unknown[],
    readonly options: Readonly<Record<string, unknown>>,
    /** What the call gave: symbolic tensors made for this call. */
    readonly result: Nested<SymbolicTensor>,
  ) {
    this.inputs = symbolicTensorsIn([args, options]);
    this.outputs = flatten(result);
    this.outputs.forEach((output, index) => {
      output.history = { node: this, index };
    });
    operation.inboundNodes.push(this);
  }
}

/** All symbolic tensors in a value, from left to right. */
export function symbolicTensorsIn(value: unknown): SymbolicTensor[] {
  if (value instanceof SymbolicTensor) return [value];
  return leavesOf(value).filter((leaf) => leaf instanceof SymbolicTensor);
}

/** Files have the tensors among the arguments of a graph's calls; to be called before anything is computed with them. */
export function rememberConstants(args: unknown): void {
  for (const leaf of leavesOf(args)) if (leaf instanceof CoreTensor) rememberValues(leaf);
}

function leavesOf(value: unknown): readonly unknown[] {
  return isContainer(value) ? flatten(value as Nested<unknown>) : [];
}

/** True if there is a symbolic tensor anywhere in the value. */
export function hasSymbolicTensor(value: unknown): boolean {
  if (value instanceof SymbolicTensor) return true;
  if (!isContainer(value)) return false;
  return Object.values(value).some(hasSymbolicTensor);
}
