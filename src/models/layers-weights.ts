import type { Variable } from '../backends/variable.js';
import { RNN, StackedRNNCells, TimeDistributed } from '../layers/index.js';
import type { LayerState } from '../layers/layer-state.js';
import type { NamedArray } from '../saving/layers-model/weights-manifest.js';
import { toH5Array } from '../saving/saved-array.js';
import { ValueError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import { legacyWeights } from './legacy-h5.js';
import type { SavedModel } from './saved-model.js';

/** A weight and the name that TensorFlow.js has for it. */
interface NamedWeight {
  readonly name: string;
  readonly variable: Variable;
}

/** The values of all weights under the names by which TensorFlow.js finds them. */
export function namedArrays(model: SavedModel): NamedArray[] {
  return namedWeights(model).map(({ name, variable }) => ({ name, array: toH5Array(variable) }));
}

/** Weights that have another name before Keras 3. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DepthwiseConv1D: { kernel: 'depthwise_kernel' },
  DepthwiseConv2D: { kernel: 'depthwise_kernel' },
};

/** Models leave no trace in names; wrappers and cells do, as in TensorFlow.js. */
function namedWeights(model: SavedModel): NamedWeight[] {
  const found = new Map<Variable, string>();
  const visit = (layer: LayerState, prefix: string): void => {
    const children = layer.sublayers();
    const inside = new Set(children.flatMap((child) => child.weights));
    for (const variable of layer.weights)
      if (!inside.has(variable) && !found.has(variable))
        found.set(variable, `${prefix}/${RENAMED[layer.className]?.[variable.name] ?? variable.name}`);
    for (const child of children) visit(child, prefixOf(layer, child, prefix));
  };
  for (const layer of model.layers) visit(layer, layer.name);
  return [...found].map(([variable, name]) => ({ name, variable }));
}

function prefixOf(parent: LayerState, child: LayerState, prefix: string): string {
  if ('layers' in parent || 'layers' in child) return child.name;
  if (parent instanceof RNN || parent instanceof TimeDistributed) return prefix;
  if (parent instanceof StackedRNNCells) return `${prefix}/RNNCell_${parent.cells.indexOf(child as never)}`;
  return `${prefix}/${child.name}`;
}

/** Options of {@link pairWeights}. */
interface PairOptions {
  /** False: weights that are missing, and those that belong to nothing, are left out. */
  readonly strict: boolean;
}

/**
 * The model's variables with the arrays of a file: by name, also by the longer names of Keras
 * (`lstm/lstm_cell/kernel`); in a layer whose names are others, by their order.
 *
 * @throws ValueError that names what is missing or does not fit
 */
export function pairWeights(
  model: SavedModel,
  saved: readonly NamedArray[],
  where: string,
  { strict }: PairOptions,
): (readonly [Variable, NamedArray])[] {
  const left = new Set(saved);
  const take = (fits: (name: string) => boolean): NamedArray | undefined => {
    for (const one of left) {
      if (!fits(one.name)) continue;
      left.delete(one);
      return one;
    }
    return undefined;
  };
  const pairs: (readonly [Variable, NamedArray])[] = [];
  const missing: NamedWeight[] = [];
  for (const weight of namedWeights(model)) {
    const { name, variable } = weight;
    const one = take((key) => plain(key) === name) ?? take((key) => shortened(key) === name);
    if (one === undefined) missing.push(weight);
    else pairs.push([variable, one]);
  }
  pairs.push(...byOrder(model, missing, left));
  const paired = new Set(pairs.map(([variable]) => variable));
  const without = missing.filter(({ variable }) => !paired.has(variable));
  if (strict && (without.length > 0 || left.size > 0)) {
    throw new ValueError(
      `${where}: ` +
        [
          ...(without.length > 0 ? [`it has no weights for ${some(without)}`] : []),
          ...(left.size > 0 ? [`its weights ${some([...left])} belong to no layer`] : []),
        ].join('; ') +
        '.',
      { fix: 'strict: false leaves them out' },
    );
  }
  for (const [variable, { name, array }] of pairs) {
    if (String(variable.shape) === String(array.shape)) continue;
    throw new ValueError(
      `${where}: expected ${name} of shape ${showShape(variable.shape)}; received ${showShape(array.shape)}.`,
    );
  }
  return pairs;
}

function some(named: readonly { readonly name: string }[]): string {
  const names = named.slice(0, 4).map(({ name }) => name);
  return names.join(', ') + (named.length > 4 ? ` and ${named.length - 4} more` : '');
}

/** Without the number that TensorFlow puts behind: `dense/kernel:0`. */
function plain(name: string): string {
  return name.replace(/:\d+$/, '');
}

/** Without the cell's name, which TensorFlow has since 2.2: `lstm/lstm_cell/kernel`. */
function shortened(name: string): string {
  const tokens = plain(name).split('/');
  return [...tokens.slice(0, -2), tokens.at(-1)].join('/');
}

/** What is left of a layer, where it is as many arrays of the same shapes, in the order of older files. */
function byOrder(
  model: SavedModel,
  missing: readonly NamedWeight[],
  left: Set<NamedArray>,
): (readonly [Variable, NamedArray])[] {
  const unpaired = new Set(missing.map(({ variable }) => variable));
  const names = new Set(model.layers.map(({ name }) => name));
  // Keras 3 puts the model's name in front.
  const layerOf = (name: string) => name.split('/').find((token) => names.has(token));
  return model.layers.flatMap((layer) => {
    const variables = legacyWeights(layer).filter((variable) => unpaired.has(variable));
    const arrays = [...left].filter(({ name }) => layerOf(name) === layer.name);
    const fits =
      arrays.length === variables.length &&
      arrays.every(({ array }, i) => String(array.shape) === String(variables[i]?.shape));
    if (!fits) return [];
    for (const one of arrays) left.delete(one);
    return arrays.map((one, i) => [variables[i] as Variable, one] as const);
  });
}
