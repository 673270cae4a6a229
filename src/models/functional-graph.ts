import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '../layers/call.js';
import { Layer } from '../layers/layer.js';
import {
  type GraphNode,
  type GraphOperation,
  type SymbolicInputs,
  SymbolicTensor,
} from '../layers/symbolic-tensor.js';
import { checkOptions, show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { type Shape, showShape } from '../support/shape.js';
import {
  flatten,
  isContainer,
  mapStructure,
  type Nested,
  packLike,
  sortedKeys,
} from '../support/structure.js';

/** One call in the order in which a graph runs, with the places of its inputs and outputs among all values. */
interface Step {
  readonly node: GraphNode;
  readonly outputs: readonly number[];
}

/** Refuses inputs and outputs by position, as Keras takes them, and options that a model does not have. */
export function checkModelOptions(options: object): void {
  const byPosition = flatten<unknown>(options as Nested<unknown>)[0] instanceof SymbolicTensor;
  if (byPosition && !('inputs' in options || 'outputs' in options)) {
    throw new ValueError('Model: expected inputs and outputs in one object; received symbolic tensors.', {
      fix: 'new Model({ inputs, outputs })',
    });
  }
  checkOptions('Model', options, ['inputs', 'outputs', 'name', 'trainable', 'dtype']);
}

/** The layers between symbolic inputs and outputs, ready to run on tensors. Keras's Function. */
export class FunctionalGraph {
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  /** All layers in the order in which they run, each once. */
  readonly layers: readonly Layer[];
  /** Layers and ops in Keras's order. */
  readonly operations: readonly GraphOperation[];
  /** The calls that lie between inputs and outputs, in the order in which they run. */
  readonly nodes: readonly GraphNode[];
  readonly #steps: readonly Step[];
  readonly #places = new Map<SymbolicTensor, number>();

  constructor(
    readonly inputStructure: SymbolicInputs,
    readonly outputStructure: SymbolicInputs,
  ) {
    this.inputs = symbolicLeaves('inputs', inputStructure);
    this.outputs = symbolicLeaves('outputs', outputStructure);
    const { nodes, operations } = mapGraph(this.inputs, this.outputs);
    this.nodes = nodes;
    this.operations = operations;
    this.layers = operations.filter((operation) => operation instanceof Layer);
    checkNames(operations);
    const place = (tensor: SymbolicTensor): number => {
      const known = this.#places.get(tensor);
      if (known !== undefined) return known;
      this.#places.set(tensor, this.#places.size);
      return this.#places.size - 1;
    };
    this.inputs.forEach(place);
    const given = new Set(this.inputs.map((input) => input.history?.node));
    this.#steps = this.nodes
      .filter((node) => !given.has(node))
      .map((node) => ({ node, outputs: node.outputs.map(place) }));
  }

  /** The names of the layers that give the outputs: the keys for losses, metrics and labels. */
  get outputNames(): string[] {
    return this.outputs.map(({ history, name }) => history?.node.operation.name ?? name);
  }

  get inputNames(): string[] {
    return this.inputs.map(({ name }) => name);
  }

  /** Runs all layers on tensors in the places of the inputs; `where` names the model in errors. */
  run(where: string, inputs: Tensors): Tensors {
    const values: (tf.Tensor | undefined)[] = this.#arrange(where, inputs);
    const resolve = (value: unknown): unknown => {
      if (value instanceof SymbolicTensor) return values[this.#places.get(value) as number];
      if (Array.isArray(value)) return value.map(resolve);
      if (!isContainer(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item)]));
    };
    for (const { node, outputs } of this.#steps) {
      const args = node.args.map(resolve);
      const result = flatten(node.operation.runNode(args, resolve(node.options) as Record<string, unknown>));
      outputs.forEach((place, i) => {
        values[place] = result[i];
      });
    }
    const results = this.outputs.map((output) => values[this.#places.get(output) as number] as tf.Tensor);
    return packLike(this.outputStructure, results);
  }

  /** The outputs for inputs of the very shapes that the graph was made with; undefined for others. */
  outputSpec(inputs: SymbolicInputs): SymbolicInputs | undefined {
    const given = flatten(inputs);
    const same =
      given.length === this.inputs.length &&
      this.inputs.every(({ shape }, i) => equal(shape, given[i]?.shape));
    if (!same) return undefined;
    return mapStructure(this.outputStructure, ({ shape, dtype }) => new SymbolicTensor({ shape, dtype }));
  }

  /** The given tensors in the order of the inputs, with the axis of size 1 at the end that a shape asks for. */
  #arrange(where: string, given: Tensors): tf.Tensor[] {
    const list = this.#pick(where, given);
    if (list.length !== this.inputs.length) {
      throw new ValueError(
        `${where}: expected ${this.inputs.length} input(s), ${this.inputNames.join(', ')}; received ${list.length}.`,
      );
    }
    return this.inputs.map((input, i) => fitInput(where, input, list[i]));
  }

  #pick(where: string, given: Tensors): readonly tf.Tensor[] {
    if (given instanceof tf.Tensor) return [given];
    if (Array.isArray(given)) return flatten(given as Tensors);
    const dictionary = given as Record<string, Tensors | undefined>;
    const structure = this.inputStructure;
    const isDictionary = isContainer(structure) && !Array.isArray(structure);
    const names = isDictionary ? sortedKeys(structure) : this.inputNames;
    return names.flatMap((name) => {
      const found = dictionary[name];
      const leaves = found === undefined ? [] : flatten(found as Tensors);
      if (leaves.length > 0 && leaves.every((leaf) => leaf instanceof tf.Tensor)) return leaves;
      throw new ValueError(
        `${where}: expected the input '${name}' in the dictionary; received ${Object.keys(dictionary).join(', ')}.`,
      );
    });
  }
}

/** The tensor in the dtype and rank of the input, or a ShapeError. */
function fitInput(where: string, input: SymbolicTensor, tensor: tf.Tensor | undefined): tf.Tensor {
  if (!(tensor instanceof tf.Tensor)) {
    throw new ValueError(`${where}: input '${input.name}' expected a tensor; received ${show(tensor)}.`);
  }
  const { shape } = input;
  if ((tensor.dtype === 'string') !== (input.dtype === 'string')) {
    throw new ValueError(
      `${where}: input '${input.name}' expected ${input.dtype}; received a tensor of ${tensor.dtype}.`,
      input.dtype === 'string'
        ? {}
        : { fix: 'a model of texts begins with layers.TextVectorization or the like' },
    );
  }
  const typed = tensor.dtype === input.dtype ? tensor : tensor.cast(input.dtype);
  if (fits(shape, tensor.shape)) return typed;
  if (
    tensor.rank === shape.length + 1 &&
    tensor.shape.at(-1) === 1 &&
    fits(shape, tensor.shape.slice(0, -1))
  ) {
    return tf.squeeze(typed, [-1]);
  }
  if (tensor.rank === shape.length - 1 && shape.at(-1) === 1 && fits(shape.slice(0, -1), tensor.shape)) {
    return tf.expandDims(typed, -1);
  }
  throw new ShapeError(
    `${where}: input '${input.name}' expected shape ${showShape(shape)}; received ${showShape(tensor.shape)}.`,
    reshapeFix(shape, tensor.shape),
  );
}

function equal(a: Shape, b: Shape | undefined): boolean {
  return a.length === b?.length && a.every((size, i) => size === b[i]);
}

function fits(expected: Shape, shape: Shape): boolean {
  return expected.length === shape.length && expected.every((size, i) => size === null || size === shape[i]);
}

function reshapeFix(expected: Shape, shape: Shape): { fix?: string } {
  const wanted = expected.slice(1);
  const [batch] = expected;
  if (batch != null && fits(wanted, shape.slice(1)))
    return { fix: `batchSize: ${batch}, and a number of samples that ${batch} divides` };
  const product = (sizes: Shape) => sizes.reduce<number>((all, size) => all * (size ?? Number.NaN), 1);
  if (product(wanted) === product(shape.slice(1)))
    return { fix: `x.reshape([x.shape[0], ${wanted.join(', ')}])` };
  if (product(wanted) === product(shape)) {
    return {
      fix: `the batch axis is missing: x.reshape([1, ${wanted.join(', ')}]), or dataset.batch(32) for a data set`,
    };
  }
  return {};
}

function symbolicLeaves(what: string, structure: SymbolicInputs): SymbolicTensor[] {
  const leaves = flatten(structure);
  for (const leaf of leaves) {
    if (leaf instanceof SymbolicTensor) continue;
    throw new ValueError(`Model: ${what} must be symbolic tensors; received ${show(leaf)}.`, {
      fix: 'begin with Input({ shape: [784] }) and call layers on it',
    });
  }
  return leaves;
}

/** What lies between inputs and outputs. */
interface Between {
  /** The calls, each after those that feed it. */
  readonly nodes: readonly GraphNode[];
  /** The operations in Keras's order, which is the order of `model.layers` and of the weights. */
  readonly operations: readonly GraphOperation[];
}

function mapGraph(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]): Between {
  const given = new Set(inputs);
  const nodes = new Set<GraphNode>();
  const firstSeen = new Map<GraphOperation, number>();
  const visit = (tensor: SymbolicTensor): void => {
    const node = tensor.history?.node;
    if (node === undefined || nodes.has(node)) return;
    const isInput = node.inputs.length === 0;
    if (given.has(tensor) && !isInput) return;
    if (isInput && !given.has(tensor)) {
      throw new ValueError(
        `Model: expected outputs that follow from the inputs; '${tensor.name}' is not among them.`,
        {
          fix: `inputs: [..., ${tensor.name}]`,
        },
      );
    }
    if (!firstSeen.has(node.operation)) firstSeen.set(node.operation, firstSeen.size);
    node.inputs.forEach(visit);
    nodes.add(node);
  };
  outputs.forEach(visit);
  const { ofNode, ofOperation: depths } = depthsOf([...nodes]);
  // Also Keras runs what is deepest first, which is seen where a layer takes the mask of its input away.
  const ordered = [...ofNode.keys()].sort(deepestFirst(ofNode));
  for (const { history } of inputs) {
    if (history === null || history.node.inputs.length > 0 || depths.has(history.node.operation)) continue;
    // An input that no output uses.
    depths.set(history.node.operation, 0);
    firstSeen.set(history.node.operation, -1);
    ordered.unshift(history.node);
  }
  const rank = (operation: GraphOperation) => firstSeen.get(operation) as number;
  const deeper = deepestFirst(depths);
  const operations = [...depths.keys()].sort((a, b) => deeper(a, b) || rank(a) - rank(b));
  return { nodes: ordered, operations };
}

function deepestFirst<T>(depths: ReadonlyMap<T, number>): (a: T, b: T) => number {
  return (a, b) => (depths.get(b) as number) - (depths.get(a) as number);
}

interface Depths {
  readonly ofNode: ReadonlyMap<GraphNode, number>;
  readonly ofOperation: Map<GraphOperation, number>;
}

/** The length of the longest way from each call and operation to an output, as Keras counts it for shared ones. */
function depthsOf(nodes: readonly GraphNode[]): Depths {
  const inGraph = new Set(nodes);
  const ofNode = new Map<GraphNode, number>();
  const ofOperation = new Map<GraphOperation, number>();
  for (const node of [...nodes].reverse()) {
    const depth = Math.max(ofNode.get(node) ?? 0, ofOperation.get(node.operation) ?? 0);
    ofOperation.set(node.operation, depth);
    ofNode.set(node, depth);
    for (const { history } of node.inputs) {
      const parent = history?.node;
      if (parent !== undefined && inGraph.has(parent)) {
        ofNode.set(parent, Math.max(depth + 1, ofNode.get(parent) ?? 0));
      }
    }
  }
  return { ofNode, ofOperation };
}

function checkNames(operations: readonly GraphOperation[]): void {
  const seen = new Set<string>();
  for (const { name } of operations) {
    if (seen.has(name)) {
      throw new ValueError(`Model: expected layers with different names; received two named '${name}'.`, {
        fix: "give one of them another name: { name: '...' }",
      });
    }
    seen.add(name);
  }
}
