import { inspect } from 'node:util';
import type { Shown } from '../displayable.js';
import { dim, escapeHtml, frame, tableBody, tableHead, tableRow } from '../format/html.js';
import { formatCount } from '../format/number.js';
import { textTable, truncate } from '../format/text.js';

/** So many rows are shown, and so many columns a cell is wide as text. */
const MOST_ROWS = 50;
const MOST_TEXT_ROWS = 10;
const WIDTH = 40;

/** The part of a data frame that is shown. */
interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** How many rows there are in all, where the library says so. */
  readonly count: number | undefined;
}

type Method = (argument?: unknown) => unknown;

/** A data frame of polars, as Deno's kernel knows it: a schema, `head`, `toRecords`. */
interface PolarsLike {
  readonly schema: object;
  readonly height?: number;
  head(count: number): { toRecords(): readonly Readonly<Record<string, unknown>>[] };
  toRecords: Method;
}

/** A table of arquero. */
interface ArqueroLike {
  columnNames(): readonly string[];
  numRows(): number;
  objects(options: { limit: number }): readonly Readonly<Record<string, unknown>>[];
}

/** A data frame of danfo. */
interface DanfoLike {
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
  readonly shape: readonly [number, number];
  readonly dtypes: readonly string[];
}

/** True for a data frame of polars, arquero or danfo. */
export function isDataFrame(value: unknown): value is object {
  return isPolars(value) || isArquero(value) || isDanfo(value);
}

/** Shows the first rows of a data frame as a table, with the table schema that some front ends open. */
export function dataFrameBundle(value: object): Shown {
  const { columns, rows, count } = rowsOf(value);
  const records = rows.map((row) =>
    Object.fromEntries(columns.map((name, index) => [name, plain(row[index])])),
  );
  const fields = columns.map((name, index) => ({ name, type: typeOf(rows, index) }));
  const isNumber = fields.map(({ type }) => type === 'number' || type === 'integer');
  const size = `${count === undefined ? '' : `${formatCount(count)} rows × `}${columns.length} columns`;
  const align = (index: number) => ` style="text-align:${isNumber[index] ? 'right' : 'left'}"`;
  const head = columns.map((name, index) => `<th${align(index)}>${escapeHtml(name)}</th>`).join('');
  const body = rows.map((row) =>
    tableRow(columns.map((_, at) => `<td${align(at)}>${escapeHtml(textOf(row[at]))}</td>`).join('')),
  );
  const table = `<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:0;font-size:12px">${tableHead(head)}${tableBody(body)}</table></div>`;
  const text = textTable(
    columns.map((name, index) => ({
      head: truncate(name, WIDTH),
      align: isNumber[index] ? 'right' : 'left',
    })),
    rows.slice(0, MOST_TEXT_ROWS).map((row) => columns.map((_, at) => truncate(textOf(row[at]), WIDTH))),
  );
  return {
    data: {
      'application/vnd.dataresource+json': { data: records, schema: { fields } },
      'text/html': frame(
        `Data frame, ${size}`,
        `${table}\n<p style="margin:0;padding:6px 0 0">${dim(size)}</p>`,
      ),
      'text/plain': [...text.lines, '', size].join('\n'),
    },
  };
}

function rowsOf(value: object): Rows {
  if (isPolars(value)) {
    const columns = Object.keys(value.schema);
    return { columns, rows: byName(columns, value.head(MOST_ROWS).toRecords()), count: value.height };
  }
  if (isArquero(value)) {
    const columns = value.columnNames();
    return { columns, rows: byName(columns, value.objects({ limit: MOST_ROWS })), count: value.numRows() };
  }
  const { columns, values, shape } = value as DanfoLike;
  return { columns, rows: values.slice(0, MOST_ROWS), count: shape[0] };
}

function byName(
  columns: readonly string[],
  records: readonly Readonly<Record<string, unknown>>[],
): readonly (readonly unknown[])[] {
  return records.slice(0, MOST_ROWS).map((record) => columns.map((name) => record[name]));
}

function isPolars(value: unknown): value is PolarsLike {
  if (value === null || typeof value !== 'object') return false;
  const { schema, head, toRecords } = value as Partial<PolarsLike>;
  if (typeof schema !== 'object' || schema === null) return false;
  return typeof head === 'function' && typeof toRecords === 'function';
}

function isArquero(value: unknown): value is ArqueroLike {
  if (value === null || typeof value !== 'object') return false;
  const { columnNames, numRows, objects } = value as Partial<ArqueroLike>;
  return [columnNames, numRows, objects].every((one) => typeof one === 'function');
}

function isDanfo(value: unknown): value is DanfoLike {
  if (value === null || typeof value !== 'object') return false;
  const { dtypes } = value as Partial<DanfoLike>;
  if (!Array.isArray(dtypes)) return false;
  const { columns, shape, values } = value as Partial<DanfoLike>;
  return [columns, shape, values].every(Array.isArray) && columns?.length === shape?.[1];
}

function typeOf(rows: Rows['rows'], index: number): string {
  const first = rows.find((row) => row[index] !== null && row[index] !== undefined)?.[index];
  if (first instanceof Date) return 'datetime';
  if (typeof first === 'bigint' || Number.isInteger(first)) return 'integer';
  return typeof first === 'number' || typeof first === 'boolean' || typeof first === 'string'
    ? typeof first
    : 'any';
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  return typeof value === 'object' ? inspect(value, { depth: 1, breakLength: Infinity }) : String(value);
}

/** What JSON can carry. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  return value === undefined ? null : textOf(value);
}
