import * as tf from '@tensorflow/tfjs-core';
import { Layer } from '../layers/layer.js';
import { hasOp, OpCall, opFrom } from '../layers/ops/define-op.js';
import { constantFrom, hasOptionsOf, pythonValue, savedConstant, savedOp } from '../layers/ops/op-form.js';
import { get as layerFrom, layerRegistry } from '../layers/registry.js';
import {
  type GraphNode,
  type GraphOperation,
  type SymbolicInputs,
  SymbolicTensor,
} from '../layers/symbolic-tensor.js';
import { ValueError } from '../support/errors.js';
import { camelCaseKeys, snakeCaseKeys } from '../support/names.js';
import { type KerasConfig, toKerasConfig } from '../support/registry.js';
import { flatten, isContainer } from '../support/structure.js';
import type { FunctionalGraph } from './functional-graph.js';

/** Which output of which call of which layer a tensor is. */
type TensorPlace = readonly [layer: string, node: number, tensor: number];

/** A layer in the saved form of a functional model. */
interface SavedNode extends KerasConfig {
  readonly name: string;
  readonly inbound_nodes: readonly {
    readonly args: readonly unknown[];
    readonly kwargs: Readonly<Record<string, unknown>>;
  }[];
}

/** The saved form of a functional model. See https://keras.io/api/models/model_config_serialization/. */
export interface FunctionalConfig {
  readonly name: string;
  readonly trainable: boolean;
  readonly layers: readonly SavedNode[];
  readonly input_layers: unknown;
  readonly output_layers: unknown;
}

/** The saved form of a layer, with the shape that it was built for. */
export function layerConfig(layer: Layer): KerasConfig {
  // Keras builds a layer that takes several arguments from their names, or from its first call.
  const severalArguments = layer.savedArguments !== Layer.prototype.savedArguments;
  const build = layer.className === 'Functional' || severalArguments ? null : layer.getBuildConfig();
  return {
    ...toKerasConfig('keras.layers', layer),
    ...(build !== null && { build_config: build }),
  };
}

/** The saved form of a graph of layers. */
export function functionalConfig(name: string, trainable: boolean, graph: FunctionalGraph): FunctionalConfig {
  const inGraph = new Set(graph.nodes);
  // Calls outside of this model do not count: the nodes of each layer are numbered anew.
  const numbers = new Map<GraphNode, number>();
  for (const operation of graph.operations) {
    operation.inboundNodes
      .filter((node) => inGraph.has(node))
      .forEach((node, i) => {
        numbers.set(node, i);
      });
  }
  const place = ({ name: tensor, history }: SymbolicTensor): TensorPlace => {
    if (history === null) throw new ValueError(`Model ${name}: '${tensor}' comes from no layer.`);
    return [history.node.operation.name, numbers.get(history.node) ?? 0, history.index];
  };
  const saved = (value: unknown): unknown => {
    if (value instanceof SymbolicTensor) {
      const { shape, dtype } = value;
      return {
        class_name: '__keras_tensor__',
        config: { shape: [...shape], dtype, keras_history: place(value) },
      };
    }
    return value instanceof tf.Tensor ? savedConstant(value) : mapLeaves(value, saved);
  };
  const layers = graph.operations.map((operation) => ({
    ...(operation instanceof Layer ? layerConfig(operation) : opConfig(operation as OpCall)),
    name: operation.name,
    inbound_nodes: operation.inboundNodes
      .filter((node) => inGraph.has(node) && node.inputs.length > 0)
      .map(({ args, options }) => {
        const call = callOf(operation, args, options);
        return { args: call.args.map(saved), kwargs: saved(call.kwargs) };
      }),
  }));
  const places = (structure: SymbolicInputs) =>
    structure instanceof SymbolicTensor
      ? place(structure)
      : mapLeaves(structure, (leaf) => placesOf(leaf, place));
  return {
    name,
    trainable,
    layers: layers as unknown as readonly SavedNode[],
    input_layers: places(graph.inputStructure),
    output_layers: places(graph.outputStructure),
  };
}

function placesOf(value: unknown, place: (tensor: SymbolicTensor) => TensorPlace): unknown {
  return value instanceof SymbolicTensor ? place(value) : mapLeaves(value, (leaf) => placesOf(leaf, place));
}

/** An op is called once: its options are those of that call. */
function opConfig({ name, className, inboundNodes: [node] }: OpCall): Record<string, unknown> {
  const { module, className: saved, config } = savedOp(className, node?.args ?? []);
  return { module, class_name: saved, config: { name, ...config }, registered_name: saved };
}

function callOf(
  operation: GraphOperation,
  args: readonly unknown[],
  options: object,
): { readonly args: readonly unknown[]; readonly kwargs: object } {
  if (operation instanceof OpCall) return savedOp(operation.className, args);
  const kwargs = snakeCaseKeys(options);
  return { args: operation instanceof Layer ? operation.savedArguments(args) : args, kwargs };
}

/** Inputs and outputs of a functional model, made from its saved form. */
export function functionalFromConfig(config: FunctionalConfig): {
  inputs: SymbolicInputs;
  outputs: SymbolicInputs;
} {
  const made = new Map(config.layers.map((saved) => [saved.name, operationFrom(saved)]));
  const results = new Map<string, SymbolicTensor[][]>(config.layers.map(({ name }) => [name, []]));
  const find = ([name, node, index]: TensorPlace): SymbolicTensor | undefined =>
    results.get(name)?.[node]?.[index];
  const revive = (value: unknown): unknown => {
    const tensor = value as { class_name?: string; config?: { keras_history: TensorPlace } } | null;
    if (isContainer(tensor) && tensor.class_name === '__keras_tensor__') {
      return find((tensor as { config: { keras_history: TensorPlace } }).config.keras_history) ?? MISSING;
    }
    return constantFrom(value) ?? mapLeaves(pythonValue(value), revive);
  };
  for (const { name, inbound_nodes: nodes } of config.layers) {
    if (nodes.length === 0) results.get(name)?.push([(made.get(name) as Layer).output as SymbolicTensor]);
  }
  let waiting = config.layers.flatMap(({ name, inbound_nodes: nodes }) =>
    nodes.map((node) => ({ name, node })),
  );
  while (waiting.length > 0) {
    const later: typeof waiting = [];
    const blocked = new Set<string>();
    for (const call of waiting) {
      const args = call.node.args.map(revive);
      const options = revive(givenOptions(call.node.kwargs));
      if (blocked.has(call.name) || isMissing([args, options])) {
        blocked.add(call.name);
        later.push(call);
        continue;
      }
      const operation = made.get(call.name) as Layer | ReturnType<typeof opFrom>;
      const result =
        operation instanceof Layer
          ? Reflect.apply(operation.invoke, operation, [
              ...args,
              camelCaseKeys(options as Record<string, unknown>),
            ])
          : operation(args, options as Record<string, unknown>);
      results.get(call.name)?.push(symbolicLeaves(result));
    }
    if (later.length === waiting.length) {
      throw new ValueError(
        `Model ${config.name}: expected layers that follow from its inputs; received ${later[0]?.name}.`,
      );
    }
    waiting = later;
  }
  const structure = (value: unknown): SymbolicInputs => {
    if (isPlace(value)) {
      const tensor = find(value);
      if (tensor !== undefined) return tensor;
      throw new ValueError(
        `Model ${config.name}: expected a layer named '${value[0]}' in its configuration.`,
      );
    }
    return mapLeaves(value, structure) as SymbolicInputs;
  };
  return { inputs: structure(config.input_layers), outputs: structure(config.output_layers) };
}

/** Keras saves `training: false` for every layer that has the argument; the model's own overrides it there. */
function givenOptions({ training, ...others }: SavedNode['inbound_nodes'][number]['kwargs']): object {
  return training === true ? { training, ...others } : others;
}

const MISSING = Symbol('not made yet');

function isMissing(value: unknown): boolean {
  if (value === MISSING) return true;
  return isContainer(value) && Object.values(value).some(isMissing);
}

function isPlace(value: unknown): value is TensorPlace {
  return (
    Array.isArray(value) && value.length >= 3 && typeof value[0] === 'string' && typeof value[1] === 'number'
  );
}

function operationFrom(saved: SavedNode): Layer | ReturnType<typeof opFrom> {
  return isOp(saved) ? opFrom(saved.class_name, saved.config) : layerFrom(saved);
}

/**
 * Legacy files have no modules: there an op is what no layer is called, what takes several arguments, or one tensor with
 * options that are all the op's. Keras saves `trainable` for every layer.
 */
function isOp({ module, class_name: name, config = {}, inbound_nodes: [node] }: SavedNode): boolean {
  if (module != null) return /\bops\b/.test(module);
  if (!hasOp(name)) return false;
  const args = node?.args ?? [];
  if (layerRegistry.find(name) === undefined || args.length > 1) return true;
  return args.length === 1 && !Array.isArray(args[0]) && hasOptionsOf(name, config);
}

function symbolicLeaves(value: unknown): SymbolicTensor[] {
  return flatten(value as SymbolicInputs).filter((leaf) => leaf instanceof SymbolicTensor);
}

/** The structure with `change` of what is one level below; leaves stay. */
function mapLeaves(value: unknown, change: (item: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (!isContainer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}
