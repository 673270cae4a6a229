import { BLUE, ORANGE } from '../format/html.js';
import { formatCount, formatFixed } from '../format/number.js';
import { textWidth } from '../format/text.js';
import { chartConfig, csvData, SCHEMA, SMALL, type Spec, textMark } from './chart-style.js';
import { type Confusion, confusionFigures, type Normalize } from './confusion-data.js';

/** The picture stays within the width of an output. */
const WIDEST = 690;
const CELL_WIDTH = 38;
const CELL_HEIGHT = 28;
/** Cells narrower than that have no room for a count; the tooltip tells it. */
const ROOM_FOR_TEXT = 22;
/** Cells narrower than that have no room for the name of each class. */
const ROOM_FOR_NAMES = 14;

/** What a cell is a share of. */
export const PARTS: Readonly<Record<Normalize, string>> = {
  true: 'the label',
  pred: 'the prediction',
  all: 'all samples',
};

/** The vega-lite specification of a confusion matrix: counts in shaded cells. */
export function confusionSpec(confusion: Confusion): Spec {
  const { names, counts, normalize } = confusion;
  const { samples, wrong, accuracy } = confusionFigures(confusion);
  const longest = normalize ? 6 : formatCount(largestOf(counts)).length;
  const longestName = Math.max(...names.map(textWidth));
  const few = names.length < 5;
  const wanted = Math.max(
    CELL_WIDTH,
    8 + 7 * longest,
    few ? Math.max(60, Math.min(120, 12 + 7 * longestName)) : 0,
  );
  const width = Math.max(1, Math.min(wanted, Math.floor(WIDEST / names.length)));
  const height = Math.min(few ? 40 : CELL_HEIGHT, width);
  const rows = counts.flatMap((row, label) =>
    row.map((count, predicted) => [names[label]!, names[predicted]!, count] as const),
  );
  const isCrowded = width < ROOM_FOR_NAMES;
  // Cells of nothing are not seen: among thousands they would be most of the output.
  const drawn = isCrowded ? rows.filter(([, , count]) => count > 0) : rows;
  const channels = axes(names, 7 * longestName > width, isCrowded);
  const text = {
    transform: [
      { filter: 'datum.n > 0' },
      ...(normalize ? [{ calculate: "format(datum.part * 100, '.1f') + ' %'", as: 'percent' }] : []),
    ],
    mark: textMark(),
    encoding: {
      ...channels,
      text: normalize
        ? { field: 'percent', type: 'nominal' }
        : { field: 'n', type: 'quantitative', format: ',' },
    },
  };
  const figures = formatFixed(accuracy, 4);
  return {
    $schema: SCHEMA,
    description: `Confusion matrix of ${names.length} classes, ${formatCount(samples)} samples, accuracy ${figures}.`,
    title: {
      text: `Accuracy ${figures}`,
      subtitle: [
        `${formatCount(wrong)} of ${formatCount(samples)} wrong`,
        'shade: share of the row; orange is full at 20 %',
        ...(normalize ? [`cells: share of ${PARTS[normalize]}`] : []),
      ],
      subtitleFontSize: SMALL,
    },
    width: width * names.length,
    height: height * names.length,
    data: csvData(['label', 'predicted', 'n'], drawn, ['n']),
    transform: [
      { joinaggregate: [{ op: 'sum', field: 'n', as: 'rowTotal' }], groupby: ['label'] },
      ...(normalize ? part(normalize) : []),
      { calculate: 'datum.rowTotal > 0 ? datum.n / datum.rowTotal : 0', as: 'share' },
      { calculate: 'datum.label === datum.predicted', as: 'hit' },
      // A mistake of 2 % has to show beside hits of 95 %: its own scale, full at 20 %.
      { calculate: 'datum.hit ? datum.share : min(1, sqrt(datum.share * 5))', as: 'shade' },
    ],
    layer: [
      {
        mark: { type: 'rect', cornerRadius: 1 },
        encoding: {
          ...channels,
          color: { condition: { test: 'datum.hit', value: BLUE }, value: ORANGE },
          opacity: {
            field: 'shade',
            type: 'quantitative',
            legend: null,
            // At most 0.6, so that the counts can be read in both themes.
            scale: { domain: [0, 1], range: [0, 0.6] },
          },
          tooltip: [
            { field: 'label', type: 'nominal' },
            { field: 'predicted', type: 'nominal' },
            { field: 'n', type: 'quantitative', format: ',', title: 'samples' },
            { field: 'share', type: 'quantitative', format: '.2%', title: 'of the label' },
            ...(normalize && normalize !== 'true'
              ? [{ field: 'part', type: 'quantitative', format: '.2%', title: `of ${PARTS[normalize]}` }]
              : []),
          ],
        },
      },
      ...(width >= ROOM_FOR_TEXT && width >= 6 * longest ? [text] : []),
    ],
    config: chartConfig({ grid: false, scale: { bandPaddingInner: 0.04 } }),
  };
}

/** The share that a cell shows. */
function part(normalize: Normalize): Spec[] {
  const groups = { true: ['label'], pred: ['predicted'], all: [] }[normalize];
  return [
    {
      joinaggregate: [{ op: 'sum', field: 'n', as: 'total' }],
      ...(groups.length > 0 && { groupby: groups }),
    },
    { calculate: 'datum.total > 0 ? datum.n / datum.total : 0', as: 'part' },
  ];
}

/** The largest count: a matrix has too many for the arguments of one call. */
function largestOf(counts: Confusion['counts']): number {
  return counts.reduce((most, row) => Math.max(most, ...row), 0);
}

function axes(names: readonly string[], long: boolean, isCrowded: boolean): Spec {
  const order = { scale: { domain: names } };
  const overlap = isCrowded ? { labelOverlap: true } : {};
  return {
    x: {
      field: 'predicted',
      type: 'ordinal',
      title: 'predicted',
      axis: { labelAngle: long ? -40 : 0, orient: 'top', ...(long && { labelAlign: 'left' }), ...overlap },
      ...order,
    },
    y: { field: 'label', type: 'ordinal', title: 'label', axis: { titlePadding: 10, ...overlap }, ...order },
  };
}
