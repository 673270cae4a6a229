import { textBar } from '../format/bar.js';
import { formatCount, formatShare, NOTHING } from '../format/number.js';
import { pad, type TextColumn, textTable, textWidth, truncate, wrap } from '../format/text.js';
import { formatBytes } from '../format/unit.js';
import type { SummaryData, SummaryLayer } from '../summary-data.js';
import { layerDetails, layerShare, modelSentence, shownShapes, trainableState } from './summary-rows.js';

/** From that many columns on, the text has the layers' configuration and bars. */
const WIDE_FROM = 110;
/** The explanation below the table stays readable however wide the screen is. */
const SENTENCE = 80;

type Row = readonly [layer: string, name: string, shape: string, count: string, share: string, state: string];

/** The text form of a model summary. */
export function summaryText(data: SummaryData, columns: number): string {
  const wide = columns >= WIDE_FROM;
  const head: TextColumn[] = [
    { head: 'Layer', align: 'left' },
    { head: 'Name', align: 'left' },
    { head: wide ? 'Output shape' : 'Shape', align: 'right' },
    { head: wide ? 'Parameters' : 'Params', align: 'right' },
    { head: 'Share', align: wide ? 'left' : 'right' },
    { head: 'Trainable', align: 'left' },
  ];
  const layers = layerRows(data.layers, data, wide, '');
  const totals = totalRows(data, wide);
  const rows = fit([...layers, ...totals], head, Math.max(60, columns));
  const { lines } = textTable(head, [
    ...rows.slice(0, layers.length),
    ...(totals.length > 0 ? ['rule' as const] : []),
    ...rows.slice(layers.length),
  ]);
  const title = `${data.name}: ${modelSentence(data)}${data.total ? '' : ', not built yet'}`;
  return [title, '', ...lines, ...memoryLines(data, Math.min(columns, SENTENCE))].join('\n');
}

/** `indent` is the tree that the levels above have drawn; empty at the top level. */
function layerRows(layers: readonly SummaryLayer[], data: SummaryData, wide: boolean, indent: string): Row[] {
  return layers.flatMap((layer, index) => {
    const last = index === layers.length - 1;
    const nested = indent !== '';
    const branch = nested ? `${indent}${last ? '└' : '├'} ` : '';
    const details = wide ? layerDetails(layer) : '';
    const state = trainableState(layer);
    const row: Row = [
      `${branch}${layer.className}${details ? ` ${details}` : ''}`,
      layer.name,
      shownShapes(layer.outputShapes, wide ? ' × ' : '×') ?? NOTHING,
      layer.parameters === null ? NOTHING : formatCount(layer.parameters),
      shareText(layer, data, wide),
      state === 'none' ? '' : state,
    ];
    const below = nested ? `${indent}${last ? '  ' : '│ '}` : ' ';
    return [row, ...layerRows(layer.layers ?? [], data, wide, below)];
  });
}

function shareText(layer: SummaryLayer, data: SummaryData, wide: boolean): string {
  const share = layerShare(layer, data);
  if (share === undefined) return '';
  const percent = formatShare(share);
  return wide ? `${pad(textBar(share, 10), 10)}  ${pad(percent, 6, 'right')}` : percent;
}

function totalRows(data: SummaryData, wide: boolean): Row[] {
  const row = (label: string, total: SummaryData['total']): Row[] => {
    if (!total) return [];
    const bytes = formatBytes(total.bytes);
    return [[label, '', '', formatCount(total.parameters), wide ? bytes : '', wide ? '' : bytes]];
  };
  return [
    ...row('Total', data.total),
    ...row('Trainable', data.trainable),
    ...row('Not trainable', data.notTrainable),
  ];
}

/** Cuts the two columns of names, the wider one first, until the table fits. */
function fit(rows: readonly Row[], head: readonly TextColumn[], columns: number): Row[] {
  const widths = head.map((column, index) =>
    Math.max(textWidth(column.head), ...rows.map((row) => textWidth(row[index] ?? ''))),
  );
  let excess = widths.reduce((sum, width) => sum + width, 2 * (head.length - 1)) - columns;
  while (excess > 0) {
    const wider = widths[0]! >= widths[1]! ? 0 : 1;
    if (widths[wider]! <= 12) break;
    widths[wider]!--;
    excess--;
  }
  return rows.map(([layer, name, ...rest]) => [
    truncate(layer, widths[0]!),
    truncate(name, widths[1]!),
    ...rest,
  ]);
}

function memoryLines(data: SummaryData, width: number): string[] {
  if (!data.memory) return [];
  const { batchSize, parts } = data.memory;
  const all = formatBytes(parts.reduce((sum, part) => sum + part.bytes, 0));
  // A no-break space keeps a number and its unit on one line.
  const list = parts.map((part) => `${part.label}\u00a0${formatBytes(part.bytes).replace(' ', '\u00a0')}`);
  const sentence = `To train with batches of ${formatCount(batchSize)}: about ${all} (${list.join(', ')})`;
  return wrap(sentence, width, '  ').map((line) => line.replaceAll('\u00a0', ' '));
}
