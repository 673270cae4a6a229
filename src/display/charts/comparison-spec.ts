import { columnDecimals, formatInColumn, formatSignificant } from '../format/number.js';
import { truncate } from '../format/text.js';
import { formatList } from '../format/unit.js';
import {
  chartConfig,
  csvData,
  quoted,
  SCHEMA,
  SERIES_COLORS,
  SMALL,
  type Spec,
  textMark,
} from './chart-style.js';
import type { HistoryPanel, HistoryRun, HistorySeries } from './history-data.js';
import {
  canBeLogarithmic,
  columnNames,
  flatDomain,
  HEIGHT,
  logParameter,
  pairs,
  tooltipFormat,
  WIDTH,
  WIDTH_ALONE,
  xChannel,
  yChannel,
} from './history-spec.js';
import { labelOffsets, niceRange } from './line-end-labels.js';

/** More names than that in one line of the legend would be wider than the picture. */
const IN_A_ROW = 6;
/** More names than that at the line ends would run into each other: then there is the legend alone. */
const LABELLED = 5;
const NAME = 12;

/** One value of all runs: a panel's worth. */
interface Compared {
  readonly panel: HistoryPanel;
  readonly runs: readonly { readonly run: HistoryRun; readonly series: readonly HistorySeries[] }[];
}

/** The vega-lite specification of several trainings: a colour each, training solid, validation dashed. */
export function comparisonSpec(runs: readonly HistoryRun[], logScale: boolean): Spec {
  const panels = comparedPanels(runs);
  const names = columnNames(panels.map(({ panel }) => panel));
  const epochs = allEpochs(runs);
  const keys = [...names.keys()];
  const log = runs.every(({ curves }) => canBeLogarithmic(curves));
  const rows = runs.flatMap(({ name, curves }) =>
    curves.epochs.map((epoch, index) => [name, epoch, ...keys.map((key) => valuesOf(curves, key)?.[index])]),
  );
  const width = panels.length === 1 ? WIDTH_ALONE : WIDTH;
  const views = panels.map((one) =>
    panelSpec(one, runs, names, epochs, log && one.panel.key === 'loss', width),
  );
  const titles = panels.map(({ panel }) => panel.title.toLowerCase());
  return {
    $schema: SCHEMA,
    description: `Comparison of ${formatList(runs.map(({ name }) => name))}: ${formatList(titles)}.`,
    ...(log && { params: [logParameter(logScale)] }),
    data: csvData(['run', 'epoch', ...names.values()], rows, ['epoch', ...names.values()]),
    spacing: 16,
    resolve: { scale: { strokeDash: 'independent' } },
    ...(views.length > 2 ? { vconcat: pairs(views) } : { hconcat: views }),
    config: chartConfig(),
  };
}

/** The values that any run has, each with what the runs have of it. */
function comparedPanels(runs: readonly HistoryRun[]): Compared[] {
  const all = runs.flatMap(({ curves }) => curves.panels);
  const keys = [...new Set(all.map(({ key }) => key))];
  return keys.map((key) => {
    const same = all.filter((panel) => panel.key === key);
    const series = new Map(same.flatMap((panel) => panel.series.map((one) => [one.key, one] as const)));
    return {
      panel: { ...same[0]!, series: [...series.values()] },
      runs: runs.map((run) => ({
        run,
        series: run.curves.panels.find((panel) => panel.key === key)?.series ?? [],
      })),
    };
  });
}

function allEpochs(runs: readonly HistoryRun[]): number[] {
  return [...new Set(runs.flatMap(({ curves }) => curves.epochs))].sort((a, b) => a - b);
}

function valuesOf(curves: HistoryRun['curves'], key: string): readonly number[] | undefined {
  return curves.panels.flatMap(({ series }) => series).find((series) => series.key === key)?.values;
}

function panelSpec(
  compared: Compared,
  runs: readonly HistoryRun[],
  names: ReadonlyMap<string, string>,
  epochs: readonly number[],
  log: boolean,
  width: number,
): Spec {
  const { panel } = compared;
  const fields = panel.series.map(({ key }) => names.get(key)!);
  const dashes = panel.series.map(({ role }) => (role === 'train' ? [1, 0] : [5, 3]));
  return {
    title: panel.title,
    width,
    height: HEIGHT,
    transform: [
      { fold: fields, as: ['series', 'value'] },
      { calculate: log ? 'logScale ? log(datum.value) / LN10 : datum.value' : 'datum.value', as: 'y' },
      { filter: 'isValid(datum.value) && isFinite(datum.y)' },
    ],
    encoding: {
      x: xChannel(epochs),
      y: yChannel(log, panel.rate, flatDomain(compared.runs.flatMap(({ series }) => series))),
    },
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2, point: epochs.length === 1 },
        encoding: {
          color: {
            field: 'run',
            type: 'nominal',
            scale: {
              domain: runs.map(({ name }) => name),
              range: runs.map((_, index) => SERIES_COLORS[index % SERIES_COLORS.length]),
            },
            legend: {
              orient: 'top',
              title: null,
              symbolType: 'stroke',
              labelFontSize: SMALL,
              ...(runs.length > IN_A_ROW && { columns: IN_A_ROW }),
            },
          },
          strokeDash: {
            field: 'series',
            type: 'nominal',
            scale: { domain: fields, range: dashes },
            legend: null,
          },
          detail: { field: 'series', type: 'nominal' },
          tooltip: [
            { field: 'run', type: 'nominal' },
            { field: 'epoch', type: 'quantitative' },
            { field: 'series', type: 'nominal', title: 'value of' },
            {
              field: 'value',
              type: 'quantitative',
              format: panel.rate ? '.4~g' : tooltipFormat(panel.series.flatMap(({ values }) => values)),
            },
          ],
        },
      },
      ...(runs.length <= LABELLED ? endLabels(compared, names, log) : []),
    ],
  };
}

/** At the end of each run's line, the validation's where there is one: its name and last value. */
function endLabels({ panel, runs }: Compared, names: ReadonlyMap<string, string>, log: boolean): Spec[] {
  const ends = runs.flatMap(({ run, series }) => {
    const last = series.at(-1);
    const index = last?.values.findLastIndex(Number.isFinite) ?? -1;
    return last && index >= 0
      ? [{ run, key: last.key, epoch: run.curves.epochs[index]!, value: last.values[index]! }]
      : [];
  });
  const all = runs.flatMap(({ series }) => series.flatMap(({ values }) => values));
  const decimals = columnDecimals(all);
  const offsets = (scale: (value: number) => number) => {
    const [low, high] = niceRange(all.map(scale));
    return labelOffsets(
      ends.map(({ value }) => scale(value)),
      low,
      high,
      HEIGHT,
    );
  };
  const plain = offsets((value) => value);
  const logarithmic = log ? offsets(Math.log10) : plain;
  return ends.map(({ run, key, epoch, value }, index) => ({
    transform: [
      {
        filter: `datum.run === ${quoted(run.name)} && datum.epoch === ${epoch} && datum.series === ${quoted(names.get(key)!)}`,
      },
    ],
    mark: textMark({
      align: 'left',
      dx: 6,
      dy:
        plain[index] === logarithmic[index]
          ? plain[index]
          : { expr: `logScale ? ${logarithmic[index]} : ${plain[index]}` },
    }),
    encoding: {
      text: {
        value: `${truncate(run.name, NAME)} ${panel.rate ? formatSignificant(value) : formatInColumn(value, decimals)}`,
      },
    },
  }));
}
