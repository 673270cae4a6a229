import { inspect } from 'node:util';
import { checkNaturalNumber, checkOptions, checkPositiveInteger } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { formatSignificant } from '../format/number.js';
import { formatShape, formatShapeLiteral } from '../format/shape.js';
import { formatPlural } from '../format/unit.js';
import type { Chart } from './chart.js';
import { type ChartInput, type ChartValues, chartValues, isChartInput } from './chart-values.js';
import { divergingColor } from './color-map.js';
import { MapGrid, type ValueMap } from './map-grid.js';

/** A layer as far as its filters go: any with a weight named `kernel`. */
export interface FilteringLayer {
  readonly name: string;
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    dataSync(): ArrayLike<number | string>;
  }[];
}

/** Options of {@link filters}. */
export interface FiltersOptions {
  /** The input channel that is shown; by default the mean over all of them. */
  readonly channel?: number;
  /** Height and width of the inputs of a Dense layer; by default a square where their number is one. */
  readonly shape?: readonly [height: number, width: number];
  /** At most that many filters; 32 by default. */
  readonly limit?: number;
}

const WHERE = 'charts.filters';
const LIMIT = 32;

/**
 * The filters of a layer as images: what each unit looks for. Blue above 0, orange below, white at 0.
 *
 * Takes a convolution layer, a Dense layer whose inputs are an image, or a kernel of shape
 * `[height, width, channels, filters]`.
 *
 * @throws ValueError for a layer without a kernel, ShapeError for one that is no image.
 *
 * @example
 * const layer = new layers.Conv2D({ filters: 4, kernelSize: 3 });
 * layer.build([null, 8, 8, 1]);
 * charts.filters(layer);
 */
export function filters(layer: FilteringLayer | ChartInput, options: FiltersOptions = {}): Chart {
  checkOptions(WHERE, options, ['channel', 'shape', 'limit']);
  const limit = checkPositiveInteger(WHERE, 'limit', options.limit ?? LIMIT);
  const { name, kernel, depthwise } = kernelOf(layer);
  const { shape, values } = asImages(kernel, options.shape);
  const [height, width, channels, outputs] = shape as [number, number, number, number];
  const { channel } = options;
  if (channel !== undefined && checkNaturalNumber(WHERE, 'channel', channel) >= channels) {
    throw new ValueError(`${WHERE}: channel must be below ${channels}; received ${channel}.`);
  }
  // A depthwise kernel has no sum over channels: each channel has filters of its own.
  const total = depthwise && channel === undefined ? channels * outputs : outputs;
  const at = (place: number, input: number, output: number) =>
    values[(place * channels + input) * outputs + output]!;
  const weight = (place: number, filter: number): number => {
    if (channel !== undefined) return at(place, channel, filter);
    if (depthwise) return at(place, Math.floor(filter / outputs), filter % outputs);
    let sum = 0;
    for (let input = 0; input < channels; input++) sum += at(place, input, filter);
    return sum / channels;
  };
  const maps: ValueMap[] = Array.from({ length: Math.min(limit, total) }, (_, index) => ({
    index,
    width,
    height,
    values: Float64Array.from({ length: width * height }, (_, place) => weight(place, index)),
  }));
  const full = maps.reduce(
    (most, map) =>
      Array.prototype.reduce.call(
        map.values,
        (a, b) => Math.max(a as number, Math.abs(b as number) || 0),
        most,
      ) as number,
    0,
  );
  const of =
    channel !== undefined
      ? `, input channel ${channel}`
      : depthwise || channels === 1
        ? ''
        : `, mean of ${channels} input channels`;
  const words = {
    state: `${name}: ${formatPlural(total, 'filter')} of ${formatShape([height, width])}`,
    details: `blue above 0, orange below; full at ${formatSignificant(full, 3)}${of}`,
    noun: 'filter',
    total,
  };
  return new MapGrid(maps, words, (value) => divergingColor(full > 0 ? value / full : 0));
}

function kernelOf(layer: FilteringLayer | ChartInput): {
  readonly name: string;
  readonly kernel: ChartValues;
  readonly depthwise: boolean;
} {
  if (isChartInput(layer))
    return { name: 'Kernel', kernel: chartValues(layer, `${WHERE}: kernel`), depthwise: false };
  const { weights, name } = (layer ?? {}) as Partial<FilteringLayer>;
  if (!Array.isArray(weights) || typeof name !== 'string') {
    throw new ValueError(
      `${WHERE}: expected a layer or its kernel; received ${inspect(layer, { depth: 0 })}.`,
      { fix: 'charts.filters(model.layers[0])' },
    );
  }
  const kernel = (weights as FilteringLayer['weights']).find((weight) =>
    /^(?:depthwise_)?kernel$/.test(weight.name),
  );
  if (!kernel) {
    const has =
      weights.length === 0 ? 'no weights' : weights.map((weight: { name: string }) => weight.name).join(', ');
    throw new ValueError(`${WHERE}: expected a layer with a kernel, such as Conv2D; ${name} has ${has}.`, {
      fix: 'build the layer first, or take another one: charts.filters(model.layers[0])',
    });
  }
  return {
    name,
    kernel: chartValues(kernel as ChartInput, `${WHERE}: kernel`),
    depthwise: /^(?:Depthwise|Separable)/.test(String((layer as { className?: unknown }).className)),
  };
}

/** `[height, width, channels, filters]`; a Dense kernel `[inputs, units]` with its inputs as an image. */
function asImages({ values, shape }: ChartValues, given: FiltersOptions['shape']): ChartValues {
  if (shape.length === 4) {
    if (given) throw new ValueError(`${WHERE}: shape is for Dense layers; received one for a convolution.`);
    return { values, shape };
  }
  if (shape.length === 3) return { values, shape: [1, ...shape] };
  const [inputs, units] = shape;
  if (shape.length === 2 && inputs !== undefined && units !== undefined) {
    const side = Math.round(Math.sqrt(inputs));
    const [height, width] = given ?? [side, side];
    if (height * width === inputs) return { values, shape: [height, width, 1, units] };
    throw new ShapeError(
      `${WHERE}: expected shape [height, width] of ${inputs} inputs; received ${given ? formatShapeLiteral(given) : 'none'}.`,
      { fix: 'charts.filters(layer, { shape: [28, 28] })' },
    );
  }
  throw new ShapeError(
    `${WHERE}: expected a kernel of shape [height, width, channels, filters]; received ${formatShapeLiteral(shape)}.`,
  );
}
