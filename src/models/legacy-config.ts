import { ValueError } from '../support/errors.js';
import { isKerasConfig, type KerasConfig } from '../support/registry.js';
import { isContainer } from '../support/structure.js';
import type { CompileConfig } from './compile-config.js';
import { nodeOfItsOwn } from './model-config.js';

type Config = Record<string, unknown>;

/** The saved form of a model as Keras 2 and TensorFlow.js write it, in the form of Keras 3; that form stays as it is. */
export function modernConfig(config: unknown, where: string): KerasConfig {
  if (isKerasConfig(config))
    return undamaged(where, () => modernLayer(config as unknown as Config) as unknown as KerasConfig);
  throw new ValueError(`${where}: expected the configuration of a model; it has no class_name.`);
}

/** What is read of a file's configuration; what is not of the form that it has to have is an error that names the file. */
export function undamaged<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof ValueError) throw cause;
    const isDeep = cause instanceof RangeError;
    const what = isDeep ? 'is too deep' : `is damaged (${(cause as Error).message.slice(0, 200)})`;
    throw new ValueError(`${where}: its configuration ${what}.`, { cause });
  }
}

/** Options that Keras 3 has no more and that change nothing. */
const GONE: ReadonlySet<string> = new Set([
  'time_major',
  'implementation',
  'input_length',
  'fused',
  'virtual_batch_size',
]);

/** A layer, or an initializer, regularizer or constraint of one. */
function modernLayer(saved: Config): Config {
  const { class_name: name, config = {} } = saved;
  const own = Array.isArray(config) ? { layers: config } : (config as Config);
  const isGraph = 'input_layers' in own;
  const className = isGraph && name === 'Model' ? 'Functional' : name;
  const options = modernOptions(own, className as string);
  if (!Array.isArray(own['layers'])) return { ...saved, class_name: className, config: options };
  const layers = (own['layers'] as Config[]).map(modernLayer);
  if (!isGraph) return { ...saved, class_name: className, config: { ...options, layers } };
  const old = layers.some(({ inbound_nodes: nodes }) => Array.isArray(nodes) && nodes.some(Array.isArray));
  const ends = (places: unknown) => (Array.isArray(places) && places.length === 1 ? places[0] : places);
  const graph = {
    ...options,
    layers: layers.map(modernNodes),
    ...(old && { input_layers: ends(own['input_layers']), output_layers: ends(own['output_layers']) }),
  };
  return { ...saved, class_name: className, config: old ? fromFirstNode(graph) : graph };
}

function modernOptions(config: Config, className: string): Config {
  const changed = Object.entries(config)
    .filter(([key]) => !GONE.has(key) && key !== 'layers')
    .map(([key, value]) => [key, modernValue(value)]);
  const options = Object.fromEntries(changed) as Config;
  const { batch_input_shape: shape, axis, cells } = options;
  // TensorFlow.js saves the cells of an RNN so.
  if (className === 'RNN' && Array.isArray(cells)) {
    delete options['cells'];
    options['cell'] = { class_name: 'StackedRNNCells', config: { cells } };
  }
  if (className === 'InputLayer' && shape !== undefined) {
    delete options['batch_input_shape'];
    options['batch_shape'] = shape;
  }
  if (Array.isArray(axis) && axis.length === 1) options['axis'] = axis[0];
  // Keras 2 called its truncated normal distribution so.
  if (className === 'VarianceScaling' && options['distribution'] === 'normal')
    options['distribution'] = 'truncated_normal';
  return options;
}

/** What stands in a layer's options: other layers, initializers, and plain values. */
function modernValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modernValue);
  if (!isKerasConfig(value)) return value;
  const { class_name: name, config } = value as unknown as Config;
  if (name === 'function' || String(name).startsWith('__') || typeof config !== 'object') return value;
  return modernLayer(value as unknown as Config);
}

/** Calls of a layer: lists of `[layer, node, tensor, options]` before Keras 3. */
function modernNodes(layer: Config): Config {
  const { inbound_nodes: nodes } = layer;
  const config = layer['config'] as Config;
  const name = layer['name'] ?? config['name'];
  if (!Array.isArray(nodes)) return { ...layer, name, inbound_nodes: [] };
  return {
    ...layer,
    name,
    inbound_nodes: nodes.map((node) => (Array.isArray(node) ? modernNode(node, layer['class_name']) : node)),
  };
}

const RECURRENT = /^(?:RNN|SimpleRNN|LSTM|GRU|ConvLSTM\dD|Bidirectional)$/;

function modernNode(node: readonly unknown[], className: unknown): Config {
  // One call of one tensor may stand without its list.
  const inputs = (typeof node[0] === 'string' ? [node] : node) as readonly (readonly unknown[])[];
  const tensors = inputs.map(([layer, index, tensor]) => tensorAt([layer, index, tensor]));
  const options = (inputs[0]?.[3] ?? {}) as Config;
  const kwargs = Object.entries(options).map(([key, value]) => [key, withTensors(value)]);
  // Behind the inputs of a recurrent layer stand its states.
  if (tensors.length > 1 && RECURRENT.test(String(className))) {
    const [sequence, ...states] = tensors;
    return { args: [sequence], kwargs: { ...Object.fromEntries(kwargs), initial_state: states } };
  }
  return { args: tensors.length === 1 ? tensors : [tensors], kwargs: Object.fromEntries(kwargs) as Config };
}

/**
 * Before Keras 3 a model that stands in another one has a first node of its own there, and its calls are numbered from
 * 1: no tensor comes from its node 0.
 */
function fromFirstNode(graph: Config): Config {
  const first = new Map<string, number>();
  const visit = (value: unknown, change: (place: TensorPlace) => unknown): unknown => {
    if (isPlace(value)) return change(value);
    if (Array.isArray(value)) return value.map((item) => visit(item, change));
    if (!isContainer(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, change)]));
  };
  const saved = graph['layers'] as Config[];
  const places = { ...graph, layers: saved.map((layer) => layer['inbound_nodes']) };
  visit(places, ([name, node]) => first.set(name, Math.min(node, first.get(name) ?? node)));
  const renumber = ([name, node, ...rest]: TensorPlace): TensorPlace => [
    name,
    node - (first.get(name) ?? 0),
    ...rest,
  ];
  const classes = new Map(saved.map(({ name, class_name: kind }) => [name, kind]));
  const end = (place: TensorPlace): unknown => {
    const [name, node, ...rest] = renumber(place);
    return [name, node + nodeOfItsOwn(classes.get(name)), ...rest];
  };
  const layers = saved.map((layer) => ({
    ...layer,
    inbound_nodes: visit(layer['inbound_nodes'], renumber),
  }));
  return {
    ...graph,
    layers,
    input_layers: visit(graph['input_layers'], end),
    output_layers: visit(graph['output_layers'], end),
  };
}

export type TensorPlace = readonly [layer: string, node: number, ...rest: unknown[]];

/** True for `[layer, node, …]`, the place of a tensor in a graph. */
export function isPlace(value: unknown): value is TensorPlace {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number';
}

function withTensors(value: unknown): unknown {
  if (isPlace(value)) return tensorAt(value.slice(0, 3));
  return Array.isArray(value) ? value.map(withTensors) : value;
}

function tensorAt(place: readonly unknown[]): Config {
  return { class_name: '__keras_tensor__', config: { keras_history: place } };
}

/** What a model was compiled with, of a `training_config` as Keras 2 and legacy files have it. */
export function legacyCompileConfig(training: Config): CompileConfig {
  const { optimizer_config: optimizer, metrics, weighted_metrics: weighted, ...rest } = training;
  return {
    ...rest,
    optimizer: modernOptimizer(optimizer as Config | undefined),
    metrics: modernMetrics(metrics),
    weighted_metrics: modernMetrics(weighted),
  };
}

const GONE_OF_OPTIMIZERS: ReadonlySet<string> = new Set([
  'decay',
  'jit_compile',
  'is_legacy_optimizer',
  'lr',
]);

function modernOptimizer(optimizer: Config | undefined): unknown {
  if (optimizer === undefined) return 'rmsprop';
  const config = (optimizer['config'] ?? {}) as Config;
  const kept = Object.entries(config).filter(([key]) => !GONE_OF_OPTIMIZERS.has(key));
  const rate = config['lr'] === undefined ? {} : { learning_rate: config['lr'] };
  return { ...optimizer, config: { ...Object.fromEntries(kept), ...rate } };
}

/** Keras 2 wraps the metrics that have a name: the name is what counts. Keras 3 says which function has been wrapped. */
function modernMetrics(value: unknown): unknown {
  if (isKerasConfig(value)) {
    const { class_name: kind, config } = value as unknown as { class_name: string; config?: Config };
    if (kind !== 'MeanMetricWrapper' || isKerasConfig(config?.['fn'])) return value;
    return config?.['name'] ?? 'accuracy';
  }
  if (Array.isArray(value)) return value.map(modernMetrics);
  if (!isContainer(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, modernMetrics(item)]));
}
