import { BLUE, GREY, TEAL } from '../format/html.js';
import { columnDecimals, formatInColumn, formatSignificant } from '../format/number.js';
import { formatList } from '../format/unit.js';
import { chartConfig, csvData, quoted, SCHEMA, type Spec, textMark, tooltipTitle } from './chart-style.js';
import type { HistoryCurves, HistoryPanel, HistorySeries } from './history-data.js';
import { labelOffsets, niceRange } from './line-end-labels.js';

export const HEIGHT = 190;
/** Two panels with the labels at their line ends fit 730 px. */
export const WIDTH = 230;
export const WIDTH_ALONE = 480;
/** The label of the best epoch takes about that share of a panel's width. */
const LABEL = 0.2;

/** The vega-lite specification of a training's curves: loss, then the metrics, train solid, validation dashed. */
export function historySpec(curves: HistoryCurves, logScale = false): Spec {
  const { epochs, panels } = curves;
  const names = columnNames(panels);
  const keys = panels.flatMap(({ series }) => series);
  const logSwitch = canBeLogarithmic(curves);
  const views = panels.map((panel) =>
    panelSpec(curves, panel, names, logSwitch, panels.length === 1 ? WIDTH_ALONE : WIDTH),
  );
  return {
    $schema: SCHEMA,
    description: describe(curves),
    ...(logSwitch && { params: [logParameter(logScale)] }),
    data: csvData(
      ['epoch', ...keys.map(({ key }) => names.get(key)!)],
      epochs.map((epoch, index) => [epoch, ...keys.map(({ values }) => values[index])]),
      ['epoch', ...names.values()],
    ),
    spacing: 16,
    resolve: { scale: { strokeDash: 'independent' } },
    ...(views.length > 2 ? { vconcat: pairs(views) } : { hconcat: views }),
    config: chartConfig(),
  };
}

/** True if there are losses, all above 0 and not all the same, and a line to draw. */
export function canBeLogarithmic({ epochs, panels }: HistoryCurves): boolean {
  const loss = panels.find(({ key }) => key === 'loss');
  const positive = loss?.series.every(({ values }) => values.every((value) => !(value <= 0)));
  return Boolean(positive) && epochs.length > 1 && flatDomain(loss!.series) === undefined;
}

/** The axis of values that are all the same, or none: by itself it would have that one tick, rounded to a whole number. */
export function flatDomain(series: readonly HistorySeries[]): [low: number, high: number] | undefined {
  const values = new Set(series.flatMap((one) => one.values.filter(Number.isFinite)));
  if (values.size > 1) return undefined;
  const [value = 0.5] = values;
  const half = Math.abs(value) * 0.1 || 0.5;
  return [value - half, value + half];
}

/** The switch under the chart. */
export function logParameter(value: boolean): Spec {
  return { name: 'logScale', value, bind: { input: 'checkbox', name: 'loss on a log scale ' } };
}

function describe({ epochs, panels, best }: HistoryCurves): string {
  const what = formatList(panels.map(({ title }) => title.toLowerCase()));
  const validated = panels.some(({ series }) => series.some(({ role }) => role === 'val'));
  const lines = validated ? ', training solid, validation dashed' : '';
  const mark = best === undefined ? '' : `; best epoch ${best}`;
  const sentence = `${what} of ${epochs.length} epoch${epochs.length === 1 ? '' : 's'}${lines}${mark}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What the transforms of a panel call their results, and what vega has of its own. */
const TAKEN = new Set(['epoch', 'series', 'value', 'y', 'run', 'constructor', '__proto__']);

/** Log keys as column names; those that vega would read as a path, or that the chart uses itself, get a plain name. */
export function columnNames(panels: readonly HistoryPanel[]): Map<string, string> {
  const keys = panels.flatMap(({ series }) => series.map(({ key }) => key));
  return new Map(
    keys.map((key, index) => [key, /^[A-Za-z_]\w*$/.test(key) && !TAKEN.has(key) ? key : `series${index}`]),
  );
}

export function pairs(views: readonly Spec[]): Spec[] {
  const lines: Spec[] = [];
  for (let index = 0; index < views.length; index += 2) {
    const hconcat = views.slice(index, index + 2);
    lines.push({ spacing: 16, resolve: { scale: { strokeDash: 'independent' } }, hconcat });
  }
  return lines;
}

function panelSpec(
  { epochs, best }: HistoryCurves,
  panel: HistoryPanel,
  names: ReadonlyMap<string, string>,
  logSwitch: boolean,
  width: number,
): Spec {
  const isLoss = panel.key === 'loss';
  const log = isLoss && logSwitch;
  const fields = panel.series.map(({ key }) => names.get(key)!);
  const marks = panel.series.map(({ role }) => (role === 'train' ? [1, 0] : [5, 3]));
  const color = isLoss ? BLUE : TEAL;
  const alone = epochs.length === 1;
  const dash = {
    field: 'series',
    type: 'nominal',
    scale: { domain: fields, range: marks },
    legend: null,
  };
  const lines = {
    transform: [
      { fold: fields, as: ['series', 'value'] },
      { calculate: log ? 'logScale ? log(datum.value) / LN10 : datum.value' : 'datum.value', as: 'y' },
      { filter: 'isValid(datum.value) && isFinite(datum.y)' },
    ],
    encoding: { y: yChannel(log, panel.rate, flatDomain(panel.series)) },
    layer: [
      alone
        ? { mark: { type: 'point', filled: true, opacity: 1, size: 40, color }, encoding: {} }
        : {
            mark: { type: 'line', color, strokeWidth: 2, interpolate: 'linear' },
            encoding: { strokeDash: dash },
          },
      ...endLabels(epochs, panel, names, log),
    ],
  };
  return {
    title: panel.title,
    width,
    height: HEIGHT,
    encoding: { x: xChannel(epochs) },
    layer: [...(best === undefined ? [] : bestMarks(best, epochs, panel)), lines, tooltip(panel, names)],
  };
}

export function xChannel(epochs: readonly number[]): Spec {
  const first = epochs[0] ?? 1;
  const last = epochs.at(-1) ?? 1;
  return {
    field: 'epoch',
    type: 'quantitative',
    title: 'epoch',
    scale: { domain: first === last ? [first - 1, last + 1] : [first, last], nice: false },
    axis: {
      // With few epochs front ends put ticks between them, whatever tickMinStep says.
      ...(epochs.length <= 6 ? { values: epochs } : { tickMinStep: 1, tickCount: 6 }),
      grid: false,
      format: 'd',
    },
  };
}

const TICKS = 5;

/** A scale type cannot be a parameter: the log switch changes the values and the labels. */
export function yChannel(log: boolean, rate = false, domain?: readonly number[]): Spec {
  return {
    field: 'y',
    type: 'quantitative',
    title: null,
    // The same number for both: then each end of an axis has a tick, and the titles of panels side by side are level.
    scale: { zero: false, nice: TICKS, ...(domain && { domain }) },
    axis: {
      tickCount: TICKS,
      // Labels are not cut when the log switch flips.
      minExtent: 34,
      // Learning rates are small: in fixed decimals they all read 0.
      ...(rate && { format: '~g' }),
      ...(log && { labelExpr: "logScale ? format(pow(10, datum.value), '.2~g') : datum.label" }),
    },
  };
}

function bestMarks(best: number, epochs: readonly number[], panel: HistoryPanel): Spec[] {
  const only = [{ filter: `datum.epoch === ${best}` }];
  const first = epochs[0] ?? 1;
  const last = epochs.at(-1) ?? 1;
  // Near the end the label stands left of the rule, away from the labels at the line ends.
  const leftward = best - first > 0.75 * (last - first);
  const below = coversTop(
    panel,
    epochs,
    leftward ? [best - LABEL * (last - first), best] : [best, best + LABEL * (last - first)],
  );
  return [
    { transform: only, mark: { type: 'rule', color: GREY, strokeDash: [2, 3] } },
    {
      transform: only,
      mark: textMark({
        align: leftward ? 'right' : 'left',
        baseline: below ? 'bottom' : 'top',
        dx: leftward ? -4 : 4,
        ...(below && { dy: -2 }),
      }),
      encoding: { y: { value: below ? HEIGHT : 0 }, text: { value: `best ${best}` } },
    },
  ];
}

/** True if a line runs through the place at the top where the label of the best epoch would stand. */
function coversTop(
  panel: HistoryPanel,
  epochs: readonly number[],
  [from, to]: readonly [number, number],
): boolean {
  const values = panel.series.flatMap((series) => series.values);
  const [low, high] = niceRange(values);
  const near = panel.series.flatMap((series) =>
    series.values.filter((_, index) => epochs[index]! >= from && epochs[index]! <= to),
  );
  const heights = near.filter(Number.isFinite).map((value) => (value - low) / (high - low));
  const top = Math.max(...heights);
  return 1 - top < 0.09 && Math.min(...heights) > 1 - top;
}

function endLabels(
  epochs: readonly number[],
  panel: HistoryPanel,
  names: ReadonlyMap<string, string>,
  log: boolean,
): Spec[] {
  const ends = panel.series.flatMap((series) => {
    const index = series.values.findLastIndex(Number.isFinite);
    return index < 0 ? [] : [{ series, epoch: epochs[index]!, value: series.values[index]! }];
  });
  const decimals = columnDecimals(panel.series.flatMap(({ values }) => values));
  const offsets = offsetsFor(panel, ends);
  const logOffsets = log ? offsetsFor(panel, ends, Math.log10) : offsets;
  return ends.map(({ series, epoch, value }, index) => ({
    transform: [{ filter: `datum.epoch === ${epoch} && datum.series === ${quoted(names.get(series.key)!)}` }],
    mark: textMark({
      align: 'left',
      dx: 6,
      dy:
        offsets[index] === logOffsets[index]
          ? offsets[index]
          : { expr: `logScale ? ${logOffsets[index]} : ${offsets[index]}` },
    }),
    encoding: {
      text: {
        value: panel.rate ? formatSignificant(value) : `${series.role} ${formatInColumn(value, decimals)}`,
      },
    },
  }));
}

function offsetsFor(
  panel: HistoryPanel,
  ends: readonly { readonly series: HistorySeries; readonly value: number }[],
  scale: (value: number) => number = (value) => value,
): number[] {
  const values = panel.series.flatMap((series) => series.values.map(scale));
  const [low, high] = niceRange(values);
  return labelOffsets(
    ends.map(({ value }) => scale(value)),
    low,
    high,
    HEIGHT,
  );
}

/** An invisible broad rule at each epoch: pointing at it tells all values of the epoch. */
function tooltip(panel: HistoryPanel, names: ReadonlyMap<string, string>): Spec {
  return {
    mark: { type: 'rule', opacity: 0, strokeWidth: 10 },
    encoding: {
      tooltip: [
        { field: 'epoch', type: 'quantitative' },
        ...panel.series.map(({ key, label, values }) => ({
          field: names.get(key),
          type: 'quantitative',
          title: tooltipTitle(label),
          format: tooltipFormat(values),
        })),
      ],
    },
  };
}

export function tooltipFormat(values: readonly number[]): string {
  return columnDecimals(values) > 4 ? '.4~g' : ',.4f';
}
