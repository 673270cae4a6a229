import type { DataType, Rank, Tensor } from '@tensorflow/tfjs-core';
import { uniqueName } from '../support/names.js';
import { type Shape, showShape } from '../support/shape.js';
import type { Nested } from '../support/structure.js';
import type { GraphNode } from './graph-node.js';

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

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** Symbolic tensors, also in lists and dictionaries. */
export type SymbolicInputs = Nested<SymbolicTensor>;

/** The structure `T` with symbolic tensors in the places of tensors. */
export type ToSymbolic<T> = [Nested<Tensor>] extends [T]
  ? SymbolicInputs
  : T extends Tensor<Rank>
    ? SymbolicTensor
    : { [K in keyof T]: ToSymbolic<T[K]> };

/** The structure `S` with tensors in the places of symbolic tensors. */
export type ToTensors<S> = [SymbolicInputs] extends [S]
  ? Nested<Tensor>
  : S extends SymbolicTensor
    ? Tensor
    : { [K in keyof S]: ToTensors<S[K]> };
