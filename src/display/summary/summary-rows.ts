import { formatSampleShape } from '../format/shape.js';
import { formatList } from '../format/unit.js';
import type { ShownShape, SummaryData, SummaryLayer } from '../summary-data.js';

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

/** The sentence behind the model's name: class and inputs. */
export function modelSentence(data: SummaryData): string {
  const shapes = data.inputShapes.map((shape) => formatSampleShape(shape));
  if (shapes.length === 0) return data.className;
  return `${data.className}, input${shapes.length > 1 ? 's' : ''} ${formatList(shapes)}`;
}
