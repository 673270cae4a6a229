import { textBar } from '../format/bar.js';
import { formatCount, formatShare, NOTHING } from '../format/number.js';
import { pad, type TextColumn, textTable, textWidth, truncate, wrap } from '../format/text.js';
import { formatBytes } from '../format/unit.js';
import type { SummaryData, SummaryLayer } from '../summary-data.js';
import {
  layerDetails,
  layerShare,
  memoryLines,
  modelSentence,
  shownShapes,
  trainableState,
} from './summary-rows.js';

/** From that many columns on, the text has the layers' configuration and bars. */
const WIDE_FROM = 110;
/** The columns of names are not cut below that while another column can be left out. */
const NAME = 12;

type Column = 'layer' | 'name' | 'shape' | 'count' | 'share' | 'state';
type Row = Readonly<Record<Column, string>>;
type Head = TextColumn & { readonly key: Column };

/** The text form of a model summary. */
export function summaryText(data: SummaryData, columns: number, showTrainable?: boolean): string {
  const wide = columns >= WIDE_FROM;
  const layers = layerRows(data.layers, data, wide, '');
  const totals = totalRows(data, wide, showTrainable !== false);
  const all = [...layers, ...totals];
  const head = chosen(heads(wide), all, columns, showTrainable);
  const widths = cut(head, all, columns);
  const cells = (row: Row) =>
    head.map(({ key }) => {
      const width = widths.get(key);
      return width === undefined ? row[key] : truncate(row[key], width);
    });
  const { lines } = textTable(head, [
    ...layers.map(cells),
    ...(totals.length > 0 ? ['rule' as const] : []),
    ...totals.map(cells),
  ]);
  const title = `${data.name}: ${modelSentence(data)}${data.total ? '' : ', not built yet'}`;
  const text = [...wrap(title, columns, '  '), '', ...lines, ...memoryLines(data, columns)];
  return text.map((line) => truncate(line, columns)).join('\n');
}

function heads(wide: boolean): Head[] {
  return [
    { key: 'layer', head: 'Layer', align: 'left' },
    { key: 'name', head: 'Name', align: 'left' },
    { key: 'shape', head: wide ? 'Output shape' : 'Shape', align: 'right' },
    { key: 'count', head: wide ? 'Parameters' : 'Params', align: 'right' },
    { key: 'share', head: 'Share', align: wide ? 'left' : 'right' },
    { key: 'state', head: 'Trainable', align: 'left' },
  ];
}

/** `indent` is the tree that the levels above have drawn; empty at the top level. */
function layerRows(layers: readonly SummaryLayer[], data: SummaryData, wide: boolean, indent: string): Row[] {
  return layers.flatMap((layer, index) => {
    const last = index === layers.length - 1;
    const nested = indent !== '';
    const branch = nested ? `${indent}${last ? '└' : '├'} ` : '';
    const details = wide ? layerDetails(layer) : '';
    const state = trainableState(layer);
    const row: Row = {
      layer: `${branch}${layer.className}${details ? ` ${details}` : ''}`,
      name: layer.name,
      shape: shownShapes(layer.outputShapes, wide ? ' × ' : '×') ?? NOTHING,
      count: layer.parameters === null ? NOTHING : formatCount(layer.parameters),
      share: shareText(layer, data, wide),
      state: state === 'none' ? '' : state,
    };
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

/** The bytes stand below the last column, or below the wide one of shares. */
function totalRows(data: SummaryData, wide: boolean, hasState: boolean): Row[] {
  const row = (label: string, total: SummaryData['total']): Row[] => {
    if (!total) return [];
    const bytes = formatBytes(total.bytes);
    const inShare = wide || !hasState;
    return [
      {
        layer: label,
        name: '',
        shape: '',
        count: formatCount(total.parameters),
        share: inShare ? bytes : '',
        state: inShare ? '' : bytes,
      },
    ];
  };
  return [
    ...row('Total', data.total),
    ...row('Trainable', data.trainable),
    ...row('Not trainable', data.notTrainable),
  ];
}

function widthOf({ key, head }: Head, rows: readonly Row[]): number {
  return Math.max(textWidth(head), ...rows.map((row) => textWidth(row[key])));
}

/** Leaves out what the line has no room for, the shares first; what was asked for stays. */
function chosen(
  all: readonly Head[],
  rows: readonly Row[],
  columns: number,
  showTrainable: boolean | undefined,
): Head[] {
  const least = (head: readonly Head[]) =>
    head.reduce(
      (sum, column) => {
        const width = widthOf(column, rows);
        return sum + (column.key === 'layer' || column.key === 'name' ? Math.min(NAME, width) : width);
      },
      2 * (head.length - 1),
    );
  let head = all.filter(({ key }) => key !== 'state' || showTrainable !== false);
  const spare: Column[] = showTrainable ? ['share', 'name'] : ['share', 'state', 'name'];
  for (const column of spare) if (least(head) > columns) head = head.filter(({ key }) => key !== column);
  return head;
}

/** How wide the columns of names may be, so that the table fits; the wider one is cut first. */
function cut(head: readonly Head[], rows: readonly Row[], columns: number): Map<Column, number> {
  const widths = new Map(head.map((column) => [column.key, widthOf(column, rows)]));
  let excess = [...widths.values()].reduce((sum, width) => sum + width, 2 * (head.length - 1)) - columns;
  const [layer, name] = [widths.get('layer')!, widths.get('name') ?? 0];
  const left = new Map<Column, number>([['layer', layer]]);
  if (widths.has('name')) left.set('name', name);
  for (; excess > 0; excess--) {
    const wider = left.get('layer')! >= (left.get('name') ?? 0) ? 'layer' : 'name';
    if (left.get(wider)! <= 4) break;
    left.set(wider, left.get(wider)! - 1);
  }
  return left;
}
