import type { Tensor } from '@tensorflow/tfjs-core';
import { flatten, isContainer, type Nested } from '../support/structure.js';
import { SymbolicTensor } from './symbolic-tensor.js';

/** What stands in a node of a functional graph: a layer, or an op of the library. */
export interface GraphOperation {
  readonly name: string;
  /** The calls of this operation on symbolic tensors, oldest first. */
  readonly inboundNodes: GraphNode[];
  /** Runs the operation on tensors in the places of the symbolic tensors that the node was made with. */
  runNode(args: readonly unknown[], options: Readonly<Record<string, unknown>>): Nested<Tensor>;
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
  if (!isContainer(value)) return [];
  return flatten(value as Nested<unknown>).filter((leaf) => leaf instanceof SymbolicTensor);
}

/** True if there is a symbolic tensor anywhere in the value. */
export function hasSymbolicTensor(value: unknown): boolean {
  if (value instanceof SymbolicTensor) return true;
  if (!isContainer(value)) return false;
  return Object.values(value).some(hasSymbolicTensor);
}
