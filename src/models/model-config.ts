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
  const end = (tensor: SymbolicTensor): TensorPlace => {
    const [layer, node, index] = place(tensor);
    return [layer, node + nodeOfItsOwn(tensor.history?.node.operation.className), index];
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
      ? end(structure)
      : mapLeaves(structure, (leaf) => placesOf(leaf, end));
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

/**
 * Keras counts the calls of a model in a model from 1 where it names the graph's inputs and outputs: its node 0 there is
 * the model itself. Between layers it counts all calls from 0.
 */
export function nodeOfItsOwn(className: unknown): 0 | 1 {
  return className === 'Functional' ? 1 : 0;
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
  const classes = new Map(config.layers.map((saved) => [saved.name, saved.class_name]));
  const results = new Map<string, SymbolicTensor[][]>(config.layers.map(({ name }) => [name, []]));
  const find = ([name, node, index]: TensorPlace): SymbolicTensor => {
    const tensor = results.get(name)?.at(node)?.[index];
    if (tensor !== undefined) return tensor;
    throw new ValueError(`Model ${config.name}: expected a layer named '${name}' in its configuration.`);
  };
  const revive = (value: unknown): unknown => {
    const place = placeIn(value);
    if (place !== undefined) return find(place);
    return constantFrom(value) ?? mapLeaves(pythonValue(value), revive);
  };
  for (const { name, inbound_nodes: nodes } of config.layers) {
    if (nodes.length === 0) results.get(name)?.push([(made.get(name) as Layer).output as SymbolicTensor]);
  }
  for (const { name, node } of callsInOrder(config)) {
    const args = node.args.map(revive);
    const options = revive(givenOptions(node.kwargs)) as Record<string, unknown>;
    const operation = made.get(name) as Layer | ReturnType<typeof opFrom>;
    const result =
      operation instanceof Layer
        ? Reflect.apply(operation.invoke, operation, [...args, camelCaseKeys(options)])
        : operation(args, options);
    results.get(name)?.push(symbolicLeaves(result));
  }
  const structure = (value: unknown): SymbolicInputs => {
    if (!isPlace(value)) return mapLeaves(value, structure) as SymbolicInputs;
    const [name, node, index] = value;
    return find([name, node - nodeOfItsOwn(classes.get(name)), index]);
  };
  return { inputs: structure(config.input_layers), outputs: structure(config.output_layers) };
}

/** Keras saves `training: false` for every layer that has the argument; the model's own overrides it there. */
function givenOptions({ training, ...others }: SavedNode['inbound_nodes'][number]['kwargs']): object {
  return training === true ? { training, ...others } : others;
}

interface SavedCall {
  readonly name: string;
  readonly node: SavedNode['inbound_nodes'][number];
}

/**
 * All calls of a saved graph, each after those that it needs the tensors of and after the earlier ones of its layer; else
 * in the order of the layers.
 */
function callsInOrder({ name: model, layers }: FunctionalConfig): Iterable<SavedCall> {
  const calls = new Map<string, SavedCall[]>(
    layers.map(({ name, inbound_nodes: nodes }) => [name, nodes.map((node) => ({ name, node }))]),
  );
  const needs = new Map<SavedCall, readonly (SavedCall | undefined)[]>();
  for (const list of calls.values()) {
    list.forEach((call, i) => {
      const feeding = placesAmong([call.node.args, call.node.kwargs]).flatMap(([name, node]) => {
        const ofLayer = calls.get(name);
        return ofLayer?.length === 0 ? [] : [ofLayer?.[node]];
      });
      needs.set(call, i === 0 ? feeding : [list[i - 1], ...feeding]);
    });
  }
  const ordered = new Set<SavedCall>();
  const begun = new Set<SavedCall>();
  for (const first of needs.keys()) {
    const stack: SavedCall[] = [first];
    while (stack.length > 0) {
      const call = stack.at(-1) as SavedCall;
      const open = (needs.get(call) ?? []).filter((need) => need === undefined || !ordered.has(need));
      if (open.length === 0 || ordered.has(call)) {
        ordered.add(call);
        stack.pop();
      } else if (begun.has(call) || open.includes(undefined)) {
        throw new ValueError(
          `Model ${model}: expected layers that follow from its inputs; received ${call.name}.`,
        );
      } else {
        begun.add(call);
        stack.push(...(open as SavedCall[]).reverse());
      }
    }
  }
  return ordered;
}

/** The place that a saved symbolic tensor has; undefined for anything else. */
function placeIn(value: unknown): TensorPlace | undefined {
  if (!isContainer(value) || (value as { class_name?: unknown }).class_name !== '__keras_tensor__')
    return undefined;
  return (value as { config: { keras_history: TensorPlace } }).config.keras_history;
}

function placesAmong(value: unknown): TensorPlace[] {
  const place = placeIn(value);
  if (place !== undefined) return [place];
  return isContainer(value) ? Object.values(value).flatMap(placesAmong) : [];
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
