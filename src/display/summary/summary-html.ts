import { BLUE, dim, escapeHtml, frame, LINE, MONO, tableBody, tableHead, tableRow } from '../format/html.js';
import { formatCount, formatShare, NOTHING } from '../format/number.js';
import { formatBytes, formatPlural } from '../format/unit.js';
import type { SummaryData, SummaryLayer, SummaryLook } from '../summary-data.js';
import {
  countLayers,
  layerDetails,
  layerShare,
  modelSentence,
  shownShapes,
  trainableState,
} from './summary-rows.js';

/** Deeper models are closed below their first level. */
const OPEN_UP_TO = 20;
/** Pixels of a bar that stands for all weights. */
const BAR = 44;
const PALE_BLUE = 'rgba(47,127,193,0.45)';
const TABLE = 'width:100%;table-layout:fixed;border-collapse:collapse;margin:0;font-size:12px';
const WIDTHS = ['30.5%', '20.5%', '13.8%', '12%', '13.2%', '10%'];
/** Without the last column the layers' and their names' are wider. */
const WIDTHS_WITHOUT_TRAINABLE = ['36.5%', '24.5%', '13.8%', '12%', '13.2%'];

interface Drawing {
  readonly data: SummaryData;
  readonly showTrainable: boolean;
  /** Whether nested models are open. */
  readonly open: boolean;
}

/** The HTML form of a model summary. */
export function summaryHtml(data: SummaryData, { showTrainable = true }: SummaryLook = {}): string {
  const drawing: Drawing = { data, showTrainable, open: countLayers(data.layers) <= OPEN_UP_TO };
  const table = [
    `<div style="overflow-x:auto"><table style="${TABLE};min-width:760px">`,
    `<caption style="caption-side:top;text-align:left;padding:0 0 6px;font-size:13px"><b>${escapeHtml(data.name)}</b> ${dim(escapeHtml(headline(data)))}</caption>`,
    columns(drawing),
    tableHead(headCells(drawing)),
    tableBody(layerRows(data.layers, drawing, 0)),
    foot(drawing),
    '</table></div>',
  ];
  const parts = data.memory?.parts.map((part) => `${part.label} ${formatBytes(part.bytes)}`).join(', ');
  const memory = parts
    ? `\n<p style="margin:0;padding:2px 0 0;font-size:12px">${dim(escapeHtml(parts))}</p>`
    : '';
  return frame(`Summary of model ${data.name}`, table.join('\n') + memory);
}

function headline(data: SummaryData): string {
  const size = data.total
    ? `${formatPlural(data.total.parameters, 'parameter')}, ${formatBytes(data.total.bytes)}`
    : 'not built yet';
  return `${modelSentence(data)}, ${size}`;
}

function columns({ showTrainable }: Drawing): string {
  const widths = showTrainable ? WIDTHS : WIDTHS_WITHOUT_TRAINABLE;
  return `<colgroup>${widths.map((width) => `<col style="width:${width}">`).join('')}</colgroup>`;
}

function headCells({ showTrainable }: Drawing): string {
  const cell = (text: string, align: string, padding = '') =>
    `<th scope="col" style="padding:2px 8px;font-weight:600;vertical-align:bottom;text-align:${align};border-bottom:${LINE};${padding}">${text}</th>`;
  return [
    cell('Layer', 'left', 'padding-left:0'),
    cell('Name', 'left'),
    cell('Output shape', 'right'),
    cell('Parameters', 'right'),
    cell('Share', 'left'),
    ...(showTrainable ? [cell('Trainable', 'left', 'padding-right:0')] : []),
  ].join('');
}

function layerRows(layers: readonly SummaryLayer[], drawing: Drawing, depth: number): string[] {
  return layers.flatMap((layer) => {
    const row = tableRow(layerCells(layer, drawing, depth));
    if (!layer.layers?.length) return [row];
    const rows = layerRows(layer.layers, drawing, depth + 1);
    const padding = `1px 0 1px ${8 + 24 * depth}px`;
    const nested = `<details${drawing.open ? ' open' : ''}><summary style="cursor:pointer;padding:${padding};opacity:0.7;font-size:12px">its ${formatPlural(layer.layers.length, 'layer')}</summary><table aria-label="Layers of ${escapeHtml(layer.name)}" style="${TABLE}">${columns(drawing)}${tableBody(rows)}</table></details>`;
    return [
      row,
      tableRow(
        `<td colspan="${drawing.showTrainable ? 6 : 5}" style="padding:0;text-align:left">${nested}</td>`,
      ),
    ];
  });
}

function layerCells(layer: SummaryLayer, { data, showTrainable }: Drawing, depth: number): string {
  const details = layerDetails(layer);
  const title = escapeHtml(details ? `${layer.className} ${details}` : layer.className);
  const name = escapeHtml(layer.name);
  const cut = 'white-space:nowrap;overflow:hidden;text-overflow:ellipsis';
  const shape = shownShapes(layer.outputShapes, ' × ');
  return [
    `<th scope="row" style="padding:2px 8px 2px ${24 * depth}px;text-align:left;font-weight:normal;${cut}" title="${title}">${escapeHtml(layer.className)}${details ? ` ${dim(escapeHtml(details))}` : ''}</th>`,
    `<td style="padding:2px 8px;text-align:left;${cut}" title="${name}">${name}</td>`,
    `<td style="padding:2px 8px;text-align:right;white-space:nowrap">${shape === undefined ? dim(NOTHING) : escapeHtml(shape)}</td>`,
    `<td style="padding:2px 8px;text-align:right">${parameterText(layer)}</td>`,
    `<td style="padding:2px 8px;text-align:left;white-space:nowrap">${shareBar(layer, data)}</td>`,
    ...(showTrainable
      ? [`<td style="padding:2px 0 2px 8px;text-align:left">${trainableText(layer)}</td>`]
      : []),
  ].join('');
}

function parameterText(layer: SummaryLayer): string {
  if (layer.parameters === null) return `<span style="opacity:0.7" title="not built yet">${NOTHING}</span>`;
  const count = formatCount(layer.parameters);
  return layer.parameters === 0 ? dim(count) : count;
}

function shareBar(layer: SummaryLayer, data: SummaryData): string {
  const share = layerShare(layer, data);
  if (share === undefined) return '';
  const width = Math.max(1, Math.round(share * BAR));
  const color = layer.layers?.length ? PALE_BLUE : BLUE;
  const percent = formatShare(share);
  const bar = `<span style="display:inline-block;vertical-align:middle;width:${width}px;height:8px;margin-right:6px;background:${color}"></span>`;
  return `<span title="${percent} of all parameters">${bar}<span style="font-size:11px">${percent}</span></span>`;
}

function trainableText(layer: SummaryLayer): string {
  switch (trainableState(layer)) {
    case 'none':
      return '';
    case 'yes':
      return dim('yes');
    case 'frozen':
      return '<b>frozen</b>';
    case 'partly':
      return `<span title="${formatCount(layer.trainableParameters ?? 0)} of ${formatCount(layer.parameters ?? 0)} trainable">partly</span>`;
  }
}

function foot({ data, showTrainable }: Drawing): string {
  const rows: string[] = [];
  const add = (label: string, count: string, bytes: number, first: boolean) => {
    const top = first ? '6px' : '1px';
    const weight = first ? '600' : 'normal';
    const border = first ? `border-top:${LINE}` : '';
    rows.push(
      tableRow(
        `<th scope="row" colspan="3" style="padding:${top} 8px 1px 0;text-align:left;font-weight:${weight};${border}">${label}</th>` +
          `<td style="padding:${top} 8px 1px;text-align:right;font-weight:${weight};${border}">${count}</td>` +
          `<td${showTrainable ? ' colspan="2"' : ''} style="padding:${top} 0 1px 8px;text-align:left;white-space:nowrap;${border}">${formatBytes(bytes)}</td>`,
      ),
    );
  };
  const { total, trainable, notTrainable, memory } = data;
  if (total) add('Total', formatCount(total.parameters), total.bytes, true);
  if (trainable) add('Trainable', formatCount(trainable.parameters), trainable.bytes, false);
  if (notTrainable) add('Not trainable', formatCount(notTrainable.parameters), notTrainable.bytes, false);
  if (memory) {
    const bytes = memory.parts.reduce((sum, part) => sum + part.bytes, 0);
    add(`Memory to train, batch of ${formatCount(memory.batchSize)}`, '', bytes, true);
  }
  return rows.length > 0 ? `<tfoot style="font-family:${MONO}">\n${rows.join('\n')}\n</tfoot>` : '';
}
