import { formatCount } from '../format/number.js';
import { formatSampleShape } from '../format/shape.js';
import { wrap } from '../format/text.js';
import { formatBytes, formatList } from '../format/unit.js';
import type { ShownShape, SummaryData, SummaryLayer } from '../summary-data.js';

/** The explanation below the table stays readable however wide the screen is. */
const SENTENCE = 80;

/** Whether the weights of a layer train; `none` for a layer without weights or one that is not built. */
export type TrainableState = 'yes' | 'partly' | 'frozen' | 'none';

/** `partly` is also BatchNormalization, whose moving averages do not train. */
export function trainableState(layer: SummaryLayer): TrainableState {
  const { parameters, trainableParameters } = layer;
  if (!parameters || trainableParameters === null) return 'none';
  if (trainableParameters === 0) return 'frozen';
  return trainableParameters < parameters ? 'partly' : 'yes';
}

/** The output shapes of a layer without the batch dimension; `undefined` while they are unknown. */
export function shownShapes(shapes: readonly ShownShape[], times: string): string | undefined {
  if (shapes.length === 0) return undefined;
  return shapes.map((shape) => formatSampleShape(shape, times)).join(', ');
}

/** What is said behind the class name: the configuration and, where layers branch, what feeds the layer. */
export function layerDetails(layer: SummaryLayer): string {
  const from = layer.inputs?.length ? `from ${formatList(layer.inputs)}` : '';
  return [layer.configuration, from].filter(Boolean).join(', ');
}

/** A layer's share of all weights, in 0 to 1; `undefined` for a layer without weights. */
export function layerShare(layer: SummaryLayer, data: SummaryData): number | undefined {
  return layer.parameters && data.total?.parameters ? layer.parameters / data.total.parameters : undefined;
}

/** How many rows the layers take with all nested models open. */
export function countLayers(layers: readonly SummaryLayer[]): number {
  return layers.reduce((sum, layer) => sum + 1 + countLayers(layer.layers ?? []), 0);
}

/** The sentence behind the model's name: class and inputs, and whether only some layers follow. */
export function modelSentence(data: SummaryData): string {
  const shapes = data.inputShapes.map((shape) => formatSampleShape(shape));
  const inputs = shapes.length === 0 ? [] : [`input${shapes.length > 1 ? 's' : ''} ${formatList(shapes)}`];
  const shown = data.layers.length;
  const part = data.layersLeftOut ? [`${shown} of ${shown + data.layersLeftOut} layers`] : [];
  return [data.className, ...inputs, ...part].join(', ');
}

/** The lines below the table, as wide as they may be: the memory that training takes. */
export function memoryLines(data: SummaryData, columns: number): string[] {
  if (!data.memory) return [];
  const { batchSize, parts } = data.memory;
  const all = formatBytes(parts.reduce((sum, part) => sum + part.bytes, 0));
  // A no-break space keeps a number and its unit on one line.
  const list = parts.map((part) => `${part.label}\u00a0${formatBytes(part.bytes).replace(' ', '\u00a0')}`);
  const sentence = `To train with batches of ${formatCount(batchSize)}: about ${all} (${list.join(', ')})`;
  return wrap(sentence, Math.min(columns, SENTENCE), '  ').map((line) => line.replaceAll('\u00a0', ' '));
}
