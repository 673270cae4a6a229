import { BLUE, GREY } from '../format/html.js';
import { formatCount, formatSignificant } from '../format/number.js';
import { formatPlural } from '../format/unit.js';
import { chartConfig, csvData, quoted, SCHEMA, SMALL, type Spec } from './chart-style.js';
import type { HistogramPanel } from './histogram-data.js';

/** The words of a histogram's title. */
export interface HistogramWords {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** The vega-lite specification of histograms: before in grey, after in blue, one panel a name. */
export function histogramSpec(panels: readonly HistogramPanel[], words: HistogramWords): Spec {
  const compared = panels.some(({ before }) => before);
  const rows = panels.flatMap((panel) => [
    ...bins(panel, words.before, panel.beforeShares),
    ...bins(panel, words.after, panel.afterShares),
  ]);
  const views = panels.map((panel) => panelSpec(panel, words));
  const title = compared ? `${words.title}: ${words.after} blue, ${words.before} grey` : words.title;
  return {
    $schema: SCHEMA,
    description: `Histograms of ${words.title.toLowerCase()}${compared ? `, ${words.before} grey, ${words.after} blue` : ''}.`,
    // A panel without a name has the title itself.
    ...((compared || panels.some(({ name }) => name !== '')) && {
      title: { text: title, fontSize: 12, offset: 10 },
    }),
    data: csvData(['weight', 'state', 'lo', 'hi', 'n'], rows, ['lo', 'hi', 'n']),
    // Two columns, whose panels stand below each other whatever their names take.
    ...(views.length > 2
      ? { concat: views, columns: 2, align: 'all', spacing: { row: 24, column: 50 } }
      : { hconcat: views, spacing: 50 }),
    config: chartConfig(),
  };
}

function bins(
  { name, edges }: HistogramPanel,
  state: string,
  shares: readonly number[] | undefined,
): (string | number)[][] {
  if (!shares) return [];
  // Empty bins at both ends draw nothing.
  const first = shares.findIndex((share) => share > 0);
  const last = shares.findLastIndex((share) => share > 0);
  if (first < 0) return [];
  return shares
    .map((share, index) => [name, state, edges[index]!, edges[index + 1]!, share])
    .slice(first, last + 1);
}

function panelSpec(panel: HistogramPanel, words: HistogramWords): Spec {
  const { mean, std, finite, nan, infinite } = panel.after;
  const odd = nan + infinite > 0 ? `, ${formatCount(nan)} NaN, ${formatCount(infinite)} infinite` : '';
  const subtitle = `${formatPlural(finite, 'value')}, mean ${formatSignificant(mean, 3)}, std ${formatSignificant(std, 3)}${odd}`;
  const isEmpty = finite === 0 && !panel.before?.finite;
  const domain = [panel.edges[0]!, panel.edges.at(-1)!];
  const x = { field: 'lo', type: 'quantitative', bin: { binned: true } };
  const layer = (state: string, color: string, opacity: number, extra: Spec) => ({
    transform: [{ filter: `datum.state === ${quoted(state)}` }],
    mark: { type: 'bar', color, opacity, binSpacing: 0 },
    encoding: {
      x: {
        ...x,
        title: null,
        scale: { domain, nice: false },
        axis: { tickCount: 5, grid: false, format: '~g' },
      },
      x2: { field: 'hi' },
      y: {
        field: 'n',
        type: 'quantitative',
        title: null,
        axis: { tickCount: 3, labelExpr: "datum.label + ' %'" },
        ...(isEmpty && { scale: { domain: [0, 100] } }),
      },
      ...extra,
    },
  });
  const tooltip = [
    { field: 'lo', type: 'quantitative', title: 'from' },
    { field: 'hi', type: 'quantitative', title: 'to' },
    { field: 'n', type: 'quantitative', title: '% of values', format: '.3~g' },
  ];
  return {
    title: { text: panel.name || words.title, subtitle, subtitleFontSize: SMALL },
    width: 280,
    height: 120,
    transform: [{ filter: `datum.weight === ${quoted(panel.name)}` }],
    layer: [
      ...(panel.before ? [layer(words.before, GREY, 0.35, {})] : []),
      layer(words.after, BLUE, 0.75, { tooltip }),
    ],
  };
}
