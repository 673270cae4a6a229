import * as activations from '../activations/index.js';
import * as constraints from '../constraints/index.js';
import * as initializers from '../initializers/index.js';
import * as layers from '../layers/index.js';
import { Layer } from '../layers/layer.js';
import * as losses from '../losses/index.js';
import * as metrics from '../metrics/index.js';
import { layerConfig } from '../models/model-config.js';
import * as optimizers from '../optimizers/index.js';
import * as regularizers from '../regularizers/index.js';
import { show } from '../support/check.js';
import {
  type CustomObjects,
  customObject,
  customObjectScope,
  registeredName,
  registeredObject,
} from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import { functionConfig, isKerasConfig, toKerasConfig } from '../support/registry.js';
import { isContainer } from '../support/structure.js';

interface Kind {
  readonly module: string;
  readonly base: abstract new (...args: never[]) => object;
  readonly get: (config: never) => unknown;
}

const KINDS: readonly Kind[] = [
  { module: 'keras.layers', base: Layer as never, get: layers.get },
  { module: 'keras.losses', base: losses.Loss as never, get: losses.get },
  { module: 'keras.metrics', base: metrics.Metric as never, get: metrics.get },
  { module: 'keras.optimizers', base: optimizers.Optimizer as never, get: optimizers.get },
  { module: 'keras.initializers', base: initializers.Initializer as never, get: initializers.get },
  { module: 'keras.regularizers', base: regularizers.Regularizer as never, get: regularizers.get },
  { module: 'keras.constraints', base: constraints.Constraint as never, get: constraints.get },
];

/**
 * Keras's saved form of a layer, loss, metric, optimizer, initializer, regularizer, constraint or function; of lists and
 * dictionaries those of what is in them. Numbers, texts, booleans and null are themselves.
 *
 * @throws ValueError for anything else
 * @see https://keras.io/api/models/model_saving_apis/serialization_utils/#serializekerasobject-function
 * @example
 * utils.serializeKerasObject(new losses.Huber({ delta: 2 })); // { module: 'keras.losses', class_name: 'Huber', ... }
 */
export function serializeKerasObject(value: unknown): unknown {
  if (value === null || ['number', 'string', 'boolean'].includes(typeof value)) return value;
  if (value instanceof Layer) return layerConfig(value);
  const kind = KINDS.find(({ base }) => value instanceof base);
  if (kind !== undefined) return toKerasConfig(kind.module, value as never);
  if (Array.isArray(value)) return value.map(serializeKerasObject);
  if (isContainer(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, serializeKerasObject(item)]));
  if (typeof value === 'function') return functionConfig(value);
  throw new ValueError(`serializeKerasObject: expected what Keras can save; received ${show(value)}.`);
}

/**
 * What {@link serializeKerasObject} took apart. `customObjects` are known by their names while it is made.
 *
 * @throws ValueError for a class that nobody knows
 * @see https://keras.io/api/models/model_saving_apis/serialization_utils/#deserializekerasobject-function
 * @example
 * const saved = utils.serializeKerasObject(new layers.Dense({ units: 3 }));
 * const layer = utils.deserializeKerasObject(saved) as layers.Dense;
 */
export function deserializeKerasObject(config: unknown, customObjects: CustomObjects = {}): unknown {
  return customObjectScope(customObjects, () => made(config));
}

function made(config: unknown): unknown {
  if (Array.isArray(config)) return config.map(made);
  if (!isContainer(config)) return config;
  if (!isKerasConfig(config))
    return Object.fromEntries(Object.entries(config).map(([key, item]) => [key, made(item)]));
  const { module, class_name: name } = config as {
    readonly module?: string | null;
    readonly class_name: string;
  };
  if (name === 'function')
    return customObject(String(config.config)) ?? activations.get(String(config.config));
  // One's own classes have no module.
  const type = (customObject(name) as { readonly prototype?: unknown } | undefined)?.prototype;
  const kind =
    KINDS.find((one) => module === one.module) ??
    KINDS.find(({ base }) => type instanceof base) ??
    (module?.startsWith('keras') ? KINDS[0] : undefined);
  if (kind === undefined) {
    throw new ValueError(`deserializeKerasObject: expected a class that is known; received ${show(name)}.`, {
      fix: `utils.deserializeKerasObject(config, { ${name} })`,
    });
  }
  return kind.get(config as never);
}

/** The name of a class or function in saved files: `Package>Name` if it was registered, else its own. */
export function getRegisteredName(
  value: (abstract new (...args: never[]) => object) | ((...args: never[]) => unknown),
): string {
  return registeredName(value) ?? value.name;
}

/** What `registerKerasSerializable` knows under a name, `Package>Name`; of `customObjects` first; null if nothing. */
export function getRegisteredObject(name: string, customObjects: CustomObjects = {}): unknown {
  return customObjects[name] ?? registeredObject(name) ?? null;
}
