import type { Variable } from '../backends/variable.js';
import type { Layer } from '../layers/layer.js';
import {
  groupAt,
  type H5Array,
  type H5Group,
  h5At,
  h5Group,
  isH5Array,
  makeGroup,
} from '../saving/hdf5/h5-tree.js';
import { KERAS_VERSION } from '../saving/keras-archive.js';
import { kerasJson } from '../saving/keras-json.js';
import { assignArray, toH5Array } from '../saving/saved-array.js';
import type { AssignOptions } from '../saving/saved-weights.js';
import { ValueError } from '../support/errors.js';
import { isKerasConfig } from '../support/registry.js';
import { showShape } from '../support/shape.js';
import { isContainer } from '../support/structure.js';
import { compileConfig } from './compile-config.js';
import type { SavedModel } from './saved-model.js';

/**
 * Where the optimizer's state is. Not in Keras's own group: Keras 3 cannot train a model whose file has that, not even
 * after its own `save`.
 */
export const OPTIMIZER_STATE = 'cellgrad_optimizer_weights';

/** The groups of a legacy `.h5` file with a model. */
export function legacyModel(model: SavedModel, includeOptimizer: boolean): H5Group {
  const versions = [
    ['keras_version', KERAS_VERSION],
    ['backend', 'tensorflow'],
  ] as const;
  const config = { class_name: model.className, config: model.getConfig() };
  const file = h5Group([...versions, ['model_config', kerasJson(config)]]);
  const weights = makeGroup(file, 'model_weights');
  for (const [name, value] of versions) weights.attributes.set(name, value);
  weights.attributes.set(
    'layer_names',
    model.layers.map(({ name }) => name),
  );
  for (const layer of model.layers) putWeights(makeGroup(weights, layer.name), legacyWeights(layer));
  putWeights(makeGroup(weights, 'top_level_model_weights'), [...model.savedState().variables]);
  if (!includeOptimizer || !model.compiled) return file;
  file.attributes.set('training_config', kerasJson(trainingConfig(model)));
  putWeights(makeGroup(file, OPTIMIZER_STATE), model.trainer('save').optimizer.variables);
  return file;
}

/** What a model was compiled with, as files of before Keras 3 have it. */
export function trainingConfig(model: SavedModel): Record<string, unknown> {
  const { optimizer, ...rest } = compileConfig(model.trainer('save'));
  const { class_name, config } = optimizer as { class_name: string; config: unknown };
  return { ...rest, loss: longName(rest.loss), optimizer_config: { class_name, config } };
}

const LONG: Readonly<Record<string, string>> = {
  mse: 'mean_squared_error',
  mae: 'mean_absolute_error',
  mape: 'mean_absolute_percentage_error',
  msle: 'mean_squared_logarithmic_error',
  bce: 'binary_crossentropy',
  kld: 'kl_divergence',
};

/** Keras does not take its own short names of losses there. */
function longName(loss: unknown): unknown {
  if (typeof loss === 'string') return LONG[loss] ?? loss;
  if (Array.isArray(loss)) return loss.map(longName);
  if (!isContainer(loss) || isKerasConfig(loss)) return loss;
  return Object.fromEntries(Object.entries(loss).map(([key, one]) => [key, longName(one)]));
}

/** Keras's old order: what trains before what does not. */
export function legacyWeights(layer: Layer): Variable[] {
  return [...layer.trainableWeights, ...layer.nonTrainableWeights];
}

function putWeights(group: H5Group, weights: readonly Variable[]): void {
  const names: string[] = [];
  for (const weight of weights) {
    let name = weight.path;
    for (let i = 1; names.includes(name); i++) name = `${weight.path}_${i}`;
    names.push(name);
    const at = name.lastIndexOf('/');
    makeGroup(group, name.slice(0, Math.max(0, at))).children.set(name.slice(at + 1), toH5Array(weight));
  }
  group.attributes.set('weight_names', names);
}

/** How {@link assignLegacyWeights} finds the layers. */
export interface LegacyAssignOptions extends AssignOptions {
  /** True: a layer gets the weights that the file has under its name, if any; false: they go by the layers' order. */
  readonly byName?: boolean | undefined;
}

/**
 * Gives a model the weights of a legacy file: in the order of the layers that have weights, or by their names. Where
 * something does not fit, nothing is changed.
 */
export function assignLegacyWeights(
  model: SavedModel,
  file: H5Group,
  where: string,
  { skipMismatch = false, byName = false }: LegacyAssignOptions = {},
): void {
  const layers = model.layers.filter((layer) => layer.weights.length > 0);
  const saved = namesIn(file, 'layer_names')
    .map((name) => ({ name, arrays: savedArrays(file, name, where) }))
    .filter(({ arrays }) => arrays.length > 0);
  if (!byName && saved.length !== layers.length) {
    throw new ValueError(
      `${where}: expected ${layers.length} layers with weights; the file has ${saved.length}: ${saved.map(({ name }) => name).join(', ')}.`,
      { fix: 'build the model as it was when it was saved' },
    );
  }
  const pairs = layers.flatMap((layer, i) => {
    const match = byName ? saved.find(({ name }) => name === layer.name) : saved[i];
    return match === undefined ? [] : [[layer.name, legacyWeights(layer), match.arrays] as const];
  });
  const top = [...model.savedState().variables];
  const group = groupAt(file, 'top_level_model_weights');
  if (group !== undefined && top.length > 0)
    pairs.push([model.name, top, savedArrays(file, 'top_level_model_weights', where)]);
  const found = pairs.flatMap(([name, weights, arrays]) => {
    const failure = mismatch(name, weights, arrays);
    if (failure === null) return weights.map((weight, i) => [weight, arrays[i] as H5Array] as const);
    if (!skipMismatch)
      throw new ValueError(`${where}: ${failure}.`, { fix: 'skipMismatch: true leaves it out' });
    console.warn(`${where}: ${failure}; its values stay.`);
    return [];
  });
  for (const [weight, array] of found) assignArray(weight, array, where);
}

function mismatch(name: string, weights: readonly Variable[], arrays: readonly H5Array[]): string | null {
  if (weights.length !== arrays.length)
    return `layer ${name} expected ${weights.length} weights; received ${arrays.length}`;
  const wrong = weights.findIndex(({ shape }, i) => String(shape) !== String(arrays[i]?.shape));
  const weight = weights[wrong];
  if (weight === undefined) return null;
  return `layer ${name} expected ${weight.name} of shape ${showShape(weight.shape)}; received ${showShape(arrays[wrong]?.shape ?? [])}`;
}

/** The arrays of a group in the order of its `weight_names`. */
export function savedArrays(file: H5Group, name: string, where: string): H5Array[] {
  const group = groupAt(file, name);
  if (group === undefined)
    throw new ValueError(`${where}: expected a group ${name}, which its list of layers names.`);
  return namesIn(group, 'weight_names').map((path) => {
    const array = h5At(group, path);
    if (isH5Array(array)) return array;
    throw new ValueError(`${where}: expected the weights ${path} in the group ${name}.`);
  });
}

/** A list of names, which Keras cuts into numbered parts where it is long. */
function namesIn({ attributes }: H5Group, key: string): string[] {
  const whole = attributes.get(key);
  if (whole !== undefined) return toNames(whole);
  const names: string[] = [];
  for (let i = 0; attributes.has(`${key}${i}`); i++) names.push(...toNames(attributes.get(`${key}${i}`)));
  return names;
}

/** Python writes an empty list as floats. */
function toNames(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}
