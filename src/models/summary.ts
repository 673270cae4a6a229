import { inspect } from 'node:util';
import { util } from '@tensorflow/tfjs-core';
import type { Variable } from '../backends/variable.js';
import {
  display,
  getSink,
  type MemoryPart,
  type SummaryData,
  type SummaryLayer,
  type SummaryTotal,
  summaryView,
} from '../display/index.js';
import { isShape, type Shapes } from '../layers/call.js';
import { Layer } from '../layers/layer.js';
import type { Optimizer } from '../optimizers/index.js';
import { checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { type Shape, sizeOf } from '../support/shape.js';
import { activationName, layerConfiguration } from './layer-configuration.js';

/** Options of `model.summary`. */
export interface SummaryOptions {
  /** Gets the text line by line, instead of it being shown. */
  readonly printFn?: (line: string) => void;
  /** Columns of the text, at least 32; as wide as the screen by default. */
  readonly lineLength?: number;
  /**
   * Where the columns of the text end: those of layer, output shape and parameters, with a fourth also that of what a
   * layer is connected to. Up to 1 they are shares of the line, otherwise characters.
   */
  readonly positions?: readonly number[];
  /** False: a nested model is one row; true, the default, opens it. */
  readonly expandNested?: boolean;
  /** False: without the column that says which layers train; true by default, but not with `positions`. */
  readonly showTrainable?: boolean;
  /** From the first layer that the first name matches to the last that the second matches; names may be regular expressions. */
  readonly layerRange?: readonly [first: string | RegExp, last: string | RegExp];
}

/** What a summary needs of a model. */
export interface SummarizedModel extends Layer {
  readonly layers: readonly Layer[];
  readonly compiled: boolean;
  readonly optimizer: Optimizer;
}

/** Shows a model's layers and weights: `model.summary()`. */
export function showSummary(model: SummarizedModel, options: SummaryOptions): void {
  checkOptions('summary', options, OPTIONS);
  const { printFn, lineLength, positions, showTrainable } = options;
  if (lineLength !== undefined && !(Number.isInteger(lineLength) && lineLength >= SHORTEST))
    throw new ValueError(
      `summary: lineLength must be a whole number of at least ${SHORTEST}; received ${inspect(lineLength)}.`,
    );
  const view = summaryView(summaryOf(model, options), {
    ...(showTrainable !== undefined && { showTrainable }),
    ...(positions !== undefined && { positions }),
  });
  if (printFn === undefined && lineLength === undefined && positions === undefined) display(view);
  else {
    const text = view.toString(lineLength ?? getSink().columns);
    for (const line of text.split('\n')) (printFn ?? console.log)(line);
  }
}

const OPTIONS = [
  'printFn',
  'lineLength',
  'positions',
  'expandNested',
  'showTrainable',
  'layerRange',
] as const satisfies readonly (keyof SummaryOptions)[];
const SHORTEST = 32;

/** A model as plain data for its summary. */
export function summaryOf(
  model: SummarizedModel,
  { expandNested = true, layerRange }: Pick<SummaryOptions, 'expandNested' | 'layerRange'> = {},
): SummaryData {
  // A layer that was not called yet, as dropout outside of training, leaves the others' weights as they are.
  const inner = model.flattenLayers().filter((layer) => layer !== model);
  const built = model.built && (inner.length === 0 || inner.some((layer) => layer.built));
  const { weights, trainableWeights, nonTrainableWeights } = model;
  const layers = layerRange === undefined ? model.layers : inRange(model.layers, layerRange);
  return {
    name: model.name,
    className: model.className,
    inputShapes: shapesOf(() => model.inputShape),
    inputNames: model.layers.filter((layer) => !isShown(layer)).map(({ name }) => name),
    layers: layerRows(model, layers, expandNested, layers[0] === model.layers[0]),
    layersLeftOut: countShown(model.layers) - countShown(layers),
    total: built ? totalOf(weights) : null,
    trainable: built ? totalOf(trainableWeights) : null,
    notTrainable: built ? totalOf(nonTrainableWeights) : null,
    memory: built && model.compiled ? memoryOf(model) : null,
  };
}

/** @see https://keras.io/api/models/model/#summary-method (the rule for `layer_range`) */
function inRange(
  layers: readonly Layer[],
  range: readonly [string | RegExp, string | RegExp],
): readonly Layer[] {
  const [first, last] = range.map((name) => {
    // As Python's re.match: at the beginning of the name.
    const wanted = new RegExp(`^(?:${typeof name === 'string' ? name : name.source})`, 'u');
    return layers.flatMap((layer, i) => (wanted.test(layer.name) ? [i] : []));
  });
  if (range.length !== 2 || !first?.length || !last?.length) {
    const names = layers.map(({ name }) => name).join(', ');
    throw new ValueError(
      `summary: layerRange must be two names of layers (${names}); received ${inspect(range)}.`,
    );
  }
  const reversed = Math.min(...first) > Math.max(...last);
  const [from, to] = reversed ? [last, first] : [first, last];
  return layers.slice(Math.min(...from), Math.max(...to) + 1);
}

const isShown = (layer: Layer) => layer.className !== 'InputLayer';

function countShown(layers: readonly Layer[]): number {
  return layers.filter(isShown).length;
}

/** `atStart` is true when nothing of the model stands before these layers. */
function layerRows(
  owner: Layer,
  layers: readonly Layer[],
  expandNested: boolean,
  atStart = true,
): SummaryLayer[] {
  const shown = layers.filter(isShown);
  const hasOneInput = layers.length - shown.length <= 1;
  const calls = callsWithin(layers);
  // The order of a subclass's layers says nothing of what feeds them.
  const isOrdered = calls.size > 0 || isStack(owner);
  return shown.map((layer, i) => {
    const isOnlyFirst = atStart && hasOneInput && i === 0;
    const inputs = isOrdered ? feeding(calls.get(layer), shown[i - 1], isOnlyFirst) : [];
    const activation = activationName(layer);
    const inner = (layer as { readonly layers?: unknown }).layers;
    return {
      className: layer.className,
      name: layer.name,
      configuration: layerConfiguration(layer),
      outputShapes: shapesOf(() => layer.outputShape),
      parameters: layer.built ? layer.countParams() : null,
      trainableParameters: layer.built ? totalOf(layer.trainableWeights).parameters : null,
      ...(activation !== '' && { activation }),
      dtype: layer.dtype,
      ...(inputs !== undefined && { inputs }),
      ...(expandNested &&
        Array.isArray(inner) && {
          layers: layerRows(
            layer,
            inner.filter((one) => one instanceof Layer),
            expandNested,
          ),
        }),
    };
  });
}

/** A Sequential of any class. */
function isStack(layer: Layer): boolean {
  return 'pop' in layer;
}

/** For each layer the names of what feeds it in this model: a layer may be called several times, also by other models. */
function callsWithin(layers: readonly Layer[]): ReadonlyMap<Layer, readonly string[]> {
  const members = new Set<unknown>(layers);
  const found = layers.map((layer) => {
    const nodes = layer.inboundNodes.filter(
      ({ inputs }) =>
        inputs.length > 0 &&
        inputs.every(({ history }) => {
          const operation = history?.node.operation;
          return !(operation instanceof Layer) || members.has(operation);
        }),
    );
    const names = nodes.map(({ inputs }) =>
      inputs.map(({ history, name }) => history?.node.operation.name ?? name),
    );
    // Called once, a layer may take the same tensor twice.
    return [layer, names.length === 1 ? names[0]! : [...new Set(names.flat())]] as const;
  });
  return new Map(found.filter(([, names]) => names.length > 0));
}

/** The names of the layers in front of one, unless it is simply the one above. */
function feeding(
  names: readonly string[] | undefined,
  above: Layer | undefined,
  isOnlyFirst: boolean,
): readonly string[] | undefined {
  if (names === undefined || (names.length === 1 && (isOnlyFirst || names[0] === above?.name)))
    return undefined;
  return names;
}

function shapesOf(read: () => Shapes): Shape[] {
  try {
    return flatShapes(read());
  } catch {
    // A layer that was never called has no shapes to show.
    return [];
  }
}

function flatShapes(shapes: Shapes): Shape[] {
  return isShape(shapes) ? [shapes] : Object.values(shapes).flatMap(flatShapes);
}

function totalOf(weights: readonly Variable[]): SummaryTotal {
  const parameters = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { parameters, bytes: bytesOf(weights) };
}

function bytesOf(weights: readonly Variable[]): number {
  return weights.reduce((sum, { shape, dtype }) => sum + sizeOf(shape) * util.bytesPerElement(dtype), 0);
}

const BATCH = 32;

function memoryOf(model: SummarizedModel): SummaryData['memory'] {
  const leaves = model.flattenLayers().filter((layer) => layer.sublayers().length === 0);
  const outputs = leaves
    .filter(({ className }) => className !== 'InputLayer')
    .flatMap((layer) => shapesOf(() => layer.outputShape));
  const activations = batchBytes(() => outputs);
  const batch = batchBytes(() => model.inputShape);
  if (activations === null || batch === null) return null;
  const { optimizer, weights, trainableWeights } = model;
  const parts: MemoryPart[] = [
    { label: 'weights', bytes: bytesOf(weights) },
    { label: 'gradients', bytes: bytesOf(trainableWeights) },
    { label: (optimizer.constructor as typeof Optimizer).className, bytes: bytesOf(optimizer.variables) },
    { label: 'activations', bytes: activations },
    { label: 'batch', bytes: batch },
  ];
  return { batchSize: BATCH, parts };
}

/** Bytes of float32 tensors of these shapes for a batch, or null if a size is unknown. */
function batchBytes(read: () => Shapes): number | null {
  const shapes = shapesOf(read);
  let bytes = 0;
  for (const shape of shapes) {
    const sizes = shape.slice(1);
    if (sizes.includes(null)) return null;
    bytes += 4 * BATCH * sizeOf(sizes as readonly number[]);
  }
  return shapes.length === 0 ? null : bytes;
}
