import { ShapeError } from '../../support/errors.js';
import { textBar } from '../format/bar.js';
import { BLUE } from '../format/html.js';
import { columnDecimals, formatInColumn, formatSignificant } from '../format/number.js';
import { formatShape, formatShapeLiteral } from '../format/shape.js';
import { textTable } from '../format/text.js';
import { formatPlural } from '../format/unit.js';
import { tensorStatistics } from '../views/tensor-statistics.js';
import { Chart } from './chart.js';
import { chartConfig, csvData, SCHEMA, SMALL, type Spec } from './chart-style.js';
import type { ChartValues } from './chart-values.js';
import { sequentialColor } from './color-map.js';
import { MapGrid, type ValueMap } from './map-grid.js';

/** How wide the bars of the text form are. */
const BAR = 24;

/**
 * What a layer gives for one input: maps of its channels, or a bar a unit. `output` has no batch dimension: `[height,
 * width, channels]`, `[steps, features]` or `[units]`.
 */
export function activationChart(name: string, output: ChartValues, limit: number): Chart {
  const { shape, values } = output;
  if (shape.length === 3) return channelMaps(name, output, limit);
  if (shape.length === 2) {
    const [height, width] = shape as [number, number];
    const words = { state: `${name}: ${formatPlural(height, 'step')} of ${width}`, total: 1 };
    return maps([{ index: 0, width, height, values }], words);
  }
  if (shape.length === 1) return unitBars(name, values, limit);
  throw new ShapeError(
    `charts.activations: expected a layer that gives [height, width, channels], [steps, features] or [units]; ${name} gives ${formatShapeLiteral(shape)}.`,
  );
}

function channelMaps(name: string, { values, shape }: ChartValues, limit: number): Chart {
  const [height, width, channels] = shape as [number, number, number];
  const channelsShown = Array.from(
    { length: Math.min(limit, channels) },
    (_, index): ValueMap => ({
      index,
      width,
      height,
      values: Float64Array.from({ length: width * height }, (_, place) => values[place * channels + index]!),
    }),
  );
  const state = `${name}: ${formatPlural(channels, 'channel')} of ${formatShape([height, width])}`;
  return maps(channelsShown, { state, total: channels });
}

/** Each map has a scale of its own: a weak channel shows what it finds, too. */
function maps(list: readonly ValueMap[], words: { readonly state: string; readonly total: number }): Chart {
  const ranges = new Map(list.map((map) => [map, tensorStatistics(map.values)] as const));
  return new MapGrid(
    list,
    { ...words, details: 'dark: the smallest value of each, bright: its largest', noun: 'channel' },
    (value, map) => {
      const { min, max } = ranges.get(map)!;
      return sequentialColor(max > min ? (value - min) / (max - min) : 0);
    },
  );
}

function unitBars(name: string, values: ArrayLike<number>, limit: number): Chart {
  const all = Array.from(values, (value, unit) => [unit, value] as const);
  // Of many units those that say most, in their order.
  const shown = all
    .toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, limit)
    .toSorted(([a], [b]) => a - b);
  const title = `${name}: ${formatPlural(all.length, 'unit')}`;
  const part = shown.length < all.length ? `the ${shown.length} largest` : '';
  return new Chart({
    spec: barSpec(title, part, shown),
    toText: () => barText(part === '' ? title : `${title}, ${part}`, shown),
  });
}

type Units = readonly (readonly [unit: number, value: number])[];

function barSpec(title: string, part: string, units: Units): Spec {
  return {
    $schema: SCHEMA,
    description: `Activations of ${title}.`,
    title: { text: title, ...(part !== '' && { subtitle: part, subtitleFontSize: SMALL }) },
    width: Math.max(160, Math.min(680, 24 * units.length)),
    height: 160,
    data: csvData(['unit', 'value'], units, ['value']),
    mark: { type: 'bar', color: BLUE },
    encoding: {
      x: {
        field: 'unit',
        type: 'ordinal',
        sort: null,
        title: 'unit',
        axis: { labelAngle: 0, labelOverlap: true, grid: false },
      },
      y: { field: 'value', type: 'quantitative', title: null, axis: { tickCount: 5 } },
      tooltip: [
        { field: 'unit', type: 'ordinal' },
        { field: 'value', type: 'quantitative', format: '.4~g' },
      ],
    },
    config: chartConfig(),
  };
}

function barText(title: string, units: Units): string {
  const values = units.map(([, value]) => value);
  const decimals = columnDecimals(values);
  const most = Math.max(...values.map(Math.abs), Number.MIN_VALUE);
  const { lines } = textTable(
    [
      { head: 'unit', align: 'right' },
      { head: 'value', align: 'right' },
      { head: `bar of ${formatSignificant(most, 3)}`, align: 'left', min: BAR },
    ],
    units.map(([unit, value]) => [
      String(unit),
      formatInColumn(value, decimals),
      textBar(Math.abs(value) / most, BAR),
    ]),
  );
  return [title, '', ...lines].join('\n');
}
