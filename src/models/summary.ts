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
import { type Shape, sizeOf } from '../support/shape.js';
import { layerConfiguration } from './layer-configuration.js';

/** Options of `model.summary`. */
export interface SummaryOptions {
  /** Gets the text line by line, instead of it being shown. */
  readonly printFn?: (line: string) => void;
  /** Columns of the text; as wide as the screen by default. */
  readonly lineLength?: number;
  /** False: a nested model is one row; true, the default, opens it. */
  readonly expandNested?: boolean;
}

/** What a summary needs of a model. */
export interface SummarizedModel extends Layer {
  readonly layers: readonly Layer[];
  readonly compiled: boolean;
  readonly optimizer: Optimizer;
}

/** Shows a model's layers and weights: `model.summary()`. */
export function showSummary(model: SummarizedModel, options: SummaryOptions): void {
  checkOptions('summary', options, ['printFn', 'lineLength', 'expandNested']);
  const { printFn, lineLength, expandNested = true } = options;
  const view = summaryView(summaryOf(model, expandNested));
  if (printFn === undefined && lineLength === undefined) display(view);
  else {
    const text = view.toString(lineLength ?? getSink().columns);
    for (const line of text.split('\n')) (printFn ?? console.log)(line);
  }
}

/** A model as plain data for its summary. */
export function summaryOf(model: SummarizedModel, expandNested = true): SummaryData {
  // A layer that was not called yet, as dropout outside of training, leaves the others' weights as they are.
  const inner = model.flattenLayers().filter((layer) => layer !== model);
  const built = model.built && (inner.length === 0 || inner.some((layer) => layer.built));
  const { weights, trainableWeights, nonTrainableWeights } = model;
  return {
    name: model.name,
    className: model.className,
    inputShapes: shapesOf(() => model.inputShape),
    layers: layerRows(model.layers, expandNested),
    total: built ? totalOf(weights) : null,
    trainable: built ? totalOf(trainableWeights) : null,
    notTrainable: built ? totalOf(nonTrainableWeights) : null,
    memory: built && model.compiled ? memoryOf(model) : null,
  };
}

function layerRows(layers: readonly Layer[], expandNested: boolean): SummaryLayer[] {
  const shown = layers.filter((layer) => layer.className !== 'InputLayer');
  return shown.map((layer, i) => {
    const inputs = feeding(layer, shown[i - 1], i === 0);
    const inner = (layer as { readonly layers?: unknown }).layers;
    return {
      className: layer.className,
      name: layer.name,
      configuration: layerConfiguration(layer),
      outputShapes: shapesOf(() => layer.outputShape),
      parameters: layer.built ? layer.countParams() : null,
      trainableParameters: layer.built ? totalOf(layer.trainableWeights).parameters : null,
      ...(inputs !== undefined && { inputs }),
      ...(expandNested &&
        Array.isArray(inner) && {
          layers: layerRows(
            inner.filter((one) => one instanceof Layer),
            expandNested,
          ),
        }),
    };
  });
}

/** The names of the layers in front of this one, unless it is simply the one above. */
function feeding(layer: Layer, above: Layer | undefined, isFirst: boolean): string[] | undefined {
  const names = layer.inboundNodes[0]?.inputs.map(
    ({ history, name }) => history?.node.operation.name ?? name,
  );
  if (names === undefined || (names.length === 1 && (isFirst || names[0] === above?.name))) return undefined;
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
