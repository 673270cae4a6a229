import { serialization } from '@tensorflow/tfjs-core';
import { KERAS_VERSION } from '../saving/keras-archive.js';
import { ValueError } from '../support/errors.js';
import { isKerasConfig } from '../support/registry.js';
import { isContainer } from '../support/structure.js';
import { KERAS2_HARD_SIGMOID } from './keras2-hard-sigmoid.js';
import { isPlace } from './legacy-config.js';

const KERAS2_VERSION = '2.15.0';

type Config = Record<string, unknown>;

/**
 * The architecture of a model in the form that Keras 2 has, which TensorFlow.js reads: calls as lists of
 * `[layer, node, tensor, options]`, types by name, no modules.
 *
 * @param config the saved form of Keras 3: `{ class_name, config }`
 */
export function layersTopology(config: { readonly class_name: string; readonly config?: unknown }): Config {
  const text = JSON.stringify(oldLayer(config as unknown as Config));
  const topology = JSON.parse(
    text.replaceAll(activation(KERAS2_HARD_SIGMOID), activation(HARD_SIGMOID)),
  ) as Config;
  return { ...topology, keras_version: versionOf(text), backend: 'tensorflow' };
}

const HARD_SIGMOID = 'hard_sigmoid';

/** How it stands in JSON, also as `recurrent_activation`. */
function activation(name: string): string {
  return `activation":"${name}"`;
}

/** The version says which hard sigmoid is meant: readers have one name for both. */
function versionOf(text: string): string {
  const [old, current] = [KERAS2_HARD_SIGMOID, HARD_SIGMOID].map((name) => text.includes(activation(name)));
  if (old && current) {
    throw new ValueError(
      'model.save: expected the hard sigmoid of Keras 2 or that of Keras 3 in a layers model; received both.',
      { fix: "model.save('model.keras')" },
    );
  }
  if (current) {
    console.warn(
      "model.save: TensorFlow.js computes 'hard_sigmoid' with another slope than Keras 3: its predictions will differ.",
    );
  }
  return old ? KERAS2_VERSION : KERAS_VERSION;
}

/** Classes of layers in a topology that TensorFlow.js has not. */
export function unknownToTfjs(topology: Config): string[] {
  const { classNameMap } = serialization.SerializationMap.getMap();
  const { class_name: name, config } = topology as { class_name: string; config: Config };
  const layers = Array.isArray(config['layers']) ? (config['layers'] as Config[]) : [];
  const inside = isKerasConfig(config['layer']) ? [config['layer'] as unknown as Config] : [];
  const below = [...layers, ...inside].flatMap(unknownToTfjs);
  return [...new Set([...(name in classNameMap ? [] : [name]), ...below])];
}

function oldLayer({ class_name: name, config, inbound_nodes: nodes, name: own }: Config): Config {
  const { layers, input_layers: inputs, output_layers: outputs, ...rest } = (config ?? {}) as Config;
  const options = oldOptions(rest, name as string);
  const node = {
    ...(own !== undefined && { name: own }),
    class_name: name,
    ...(Array.isArray(nodes) && { inbound_nodes: nodes.map(oldNode) }),
  };
  if (!Array.isArray(layers)) return { ...node, config: options };
  if (inputs === undefined) return { ...node, config: { ...options, layers: layers.map(oldLayer) } };
  const graph = {
    ...options,
    layers: layers.map((layer) => oldLayer(layer as Config)),
    input_layers: placesOf(inputs),
    output_layers: placesOf(outputs),
  };
  // A model that stands in another one has a first node of its own there.
  const nested = layers
    .filter((layer) => Array.isArray((layer as { config?: Config }).config?.['layers']))
    .map((layer) => (layer as Config)['name']);
  return { ...node, config: shiftNodes(graph, new Set(nested)) as Config };
}

/** One or several tensors as the list of their places. */
function placesOf(value: unknown): unknown {
  if (Array.isArray(value)) return typeof value[0] === 'string' ? [value] : value;
  return Object.values(value as Config).flatMap((place) => placesOf(place) as unknown[]);
}

function shiftNodes(value: unknown, names: ReadonlySet<unknown>): unknown {
  if (Array.isArray(value)) {
    const shifted = value.map((item) => shiftNodes(item, names));
    return isPlace(value) && names.has(value[0]) ? [value[0], value[1] + 1, ...shifted.slice(2)] : shifted;
  }
  if (!isContainer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shiftNodes(item, names)]));
}

function oldOptions(config: Config, className: string): Config {
  const options = Object.entries(config).map(([key, value]) => [oldKey(key, className), oldValue(value)]);
  const changed = Object.fromEntries(options) as Config;
  for (const key of ['activation', 'recurrent_activation'])
    if (changed[key] === 'silu') changed[key] = 'swish';
  // TensorFlow.js has one type of integers and one of floats, and looks at those of inputs.
  if (className === 'InputLayer' && typeof changed['dtype'] === 'string')
    changed['dtype'] = changed['dtype'].replace(/^u?int\d+$/, 'int32').replace(/^b?float\d+$/, 'float32');
  const { layer } = changed as { layer?: { config: Config } };
  // TensorFlow.js puts the direction in front of it again.
  if (className === 'Bidirectional' && layer !== undefined)
    layer.config['name'] = String(layer.config['name']).replace(/^forward_/, '');
  return changed;
}

function oldKey(key: string, className: string): string {
  if (className === 'InputLayer' && (key === 'batch_shape' || key === 'batch_input_shape'))
    return 'batch_input_shape';
  return className === 'LeakyReLU' && key === 'negative_slope' ? 'alpha' : key;
}

/** Types and functions by their names, and other objects without their modules. */
function oldValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(oldValue);
  if (!isKerasConfig(value)) {
    if (!isContainer(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, oldValue(item)]));
  }
  const { class_name: name, config } = value as unknown as { class_name: string; config: Config | string };
  if (name === 'DTypePolicy') return (config as Config)['name'];
  if (name === 'function') return String(config).replace(/^.*>/, '');
  if (name === 'L1' || name === 'L2') {
    const { l1 = 0, l2 = 0 } = config as Config;
    return { class_name: 'L1L2', config: { l1, l2 } };
  }
  return name.startsWith('__') ? value : oldLayer(value as unknown as Config);
}

/** A call; one with several arguments, which that form does not have, stays as Keras 3 has it. */
function oldNode(node: unknown): unknown {
  const { args, kwargs } = node as { readonly args: readonly unknown[]; readonly kwargs: Config };
  // States of a recurrent layer are further tensors there.
  const { initial_state: states = [], ...given } = kwargs;
  const first = Array.isArray(args[0]) ? args[0] : [args[0]];
  const places = [...first, ...(Array.isArray(states) ? states : [states])].map(placeOf);
  if (args.length !== 1 || places.includes(undefined)) return node;
  const named = Object.entries(given).filter(([, value]) => value !== null);
  const options = Object.fromEntries(named.map(([key, value]) => [key, withPlaces(value)]));
  return places.map((place, i) => [...(place as unknown[]), i === 0 ? options : {}]);
}

function withPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPlaces);
  return placeOf(value) ?? value;
}

function placeOf(value: unknown): unknown[] | undefined {
  if (!isKerasConfig(value) || value.class_name !== '__keras_tensor__') return undefined;
  return [...(value.config as { keras_history: unknown[] }).keras_history];
}
