import {
  BLUE,
  dim,
  escapeHtml,
  frame,
  GREY,
  LINE,
  square,
  tableBody,
  tableHead,
  tableRow,
} from '../format/html.js';
import { formatCount } from '../format/number.js';
import { formatBytes, formatPlural } from '../format/unit.js';
import { View } from '../view.js';

/** One backend, as `backends.status()` lists it. */
export interface BackendRowLike {
  readonly name: string;
  readonly state: 'in use' | 'ready' | 'absent';
  readonly why: string;
  readonly fix?: string;
}

/** What `backends.status()` resolves to, as far as the display needs it. */
export interface BackendStatusLike {
  readonly rows: readonly BackendRowLike[];
  readonly current: string | undefined;
  /** Why the one in use was chosen, or why none is in use. */
  readonly reason: string;
  readonly tensors: number;
  readonly bytes: number;
}

const STATES = new Set(['in use', 'ready', 'absent']);

/** True for the status of the backends. */
export function isBackendStatus(value: unknown): value is BackendStatusLike {
  if (value === null || typeof value !== 'object') return false;
  const { rows, reason, tensors, bytes } = value as Partial<BackendStatusLike>;
  return (
    Array.isArray(rows) &&
    rows.length > 0 &&
    rows.every(
      (row: Partial<BackendRowLike>) => typeof row?.name === 'string' && STATES.has(row.state ?? ''),
    ) &&
    typeof reason === 'string' &&
    typeof tensors === 'number' &&
    typeof bytes === 'number'
  );
}

class Backends extends View {
  constructor(readonly status: BackendStatusLike) {
    super();
  }

  override toHtml(): string {
    const { status } = this;
    const memory = `${formatPlural(status.tensors, 'tensor')}, ${formatBytes(status.bytes)}`;
    const head = `<b>${escapeHtml(status.current ?? 'No backend')}</b> is in use ${dim(escapeHtml(`${chosen(status.reason)}; ${memory}`))}`;
    const table = `<table style="border-collapse:collapse;margin:0;font-size:12px;table-layout:auto">${tableHead(HEAD)}${tableBody(status.rows.map(htmlRow))}</table>`;
    return frame('Backends', `<p style="margin:0;padding:0 0 6px">${head}</p>\n${table}`);
  }

  override toText(columns: number): string {
    const { status } = this;
    const name = Math.max(7, ...status.rows.map((row) => row.name.length));
    const state = Math.max(6, ...status.rows.map((row) => row.state.length));
    const before = name + state + 6;
    const lines = status.rows.flatMap((row) => {
      const mark = row.state === 'in use' ? '>' : ' ';
      const line = `${mark} ${row.name.padEnd(name)}  ${row.state.padEnd(state)}  ${row.why}`;
      return row.fix === undefined ? [line] : [line, `${' '.repeat(before)}fix: ${row.fix}`];
    });
    const width = Math.min(columns, Math.max(...lines.map((line) => line.length), 40));
    return [
      `${status.current ?? 'no backend'} is in use (${status.reason})`,
      `${formatCount(status.tensors)} tensor${status.tensors === 1 ? '' : 's'}, ${formatBytes(status.bytes)}`,
      '',
      `  ${'backend'.padEnd(name)}  ${'state'.padEnd(state)}  why`,
      '─'.repeat(width),
      ...lines,
    ].join('\n');
  }
}

function chosen(reason: string): string {
  return reason.startsWith('the first') ? `chosen as ${reason}` : reason;
}

const HEAD = ['Backend', 'State', 'Why, and what to do']
  .map(
    (text) =>
      `<th scope="col" style="padding:2px 16px 2px 0;text-align:left;font-weight:600;white-space:nowrap;border-bottom:${LINE};">${text}</th>`,
  )
  .join('');

function htmlRow({ name, state, why, fix }: BackendRowLike): string {
  const cell = 'padding:2px 16px 2px 0;text-align:left;vertical-align:top;';
  const label = escapeHtml(name);
  return tableRow(
    [
      `<th scope="row" style="padding:2px 16px 2px 0;text-align:left;font-weight:normal;vertical-align:top;white-space:nowrap;">${state === 'in use' ? `<b>${label}</b>` : label}</th>`,
      `<td style="${cell}white-space:nowrap">${stateMark(state)}</td>`,
      `<td style="${cell}">${escapeHtml(why)}${fix === undefined ? '' : `<br>${dim(escapeHtml(fix))}`}</td>`,
    ].join(''),
  );
}

function stateMark(state: BackendRowLike['state']): string {
  const mark = 'display:inline-block;margin-right:7px';
  switch (state) {
    case 'in use':
      return `${square(BLUE)}<b>in use</b>`;
    case 'ready':
      return `<span style="${mark};width:7px;height:7px;border:1px solid ${GREY}"></span>ready`;
    case 'absent':
      return `<span style="${mark};width:9px;height:1px;vertical-align:middle;background:${GREY}"></span>${dim('not available')}`;
  }
}

/** The backends as a table: which is in use, which are ready, and what would make the others available. */
export function backendsView(status: BackendStatusLike): View {
  return new Backends(status);
}
