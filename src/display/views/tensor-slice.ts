import { columnDecimals, formatCount, formatInColumn } from '../format/number.js';

/** Plain values of a tensor, as `dataSync` gives them. */
export type TensorValues = ArrayLike<number> | readonly string[];

/** A corner-to-corner look at a tensor: the first and last rows and columns of one of its matrices. */
export interface TensorSlice {
  /** Which matrix it is, as `[0, :, :]`; absent for a vector or a matrix. */
  readonly where?: string;
  /** Which rows and columns are shown; absent if all are. */
  readonly part?: string;
  /** Indices of the columns; `null` stands for those left out. */
  readonly columns: readonly (number | null)[];
  readonly rows: readonly {
    /** `null` stands for the rows left out. */
    readonly index: number | null;
    readonly cells: readonly string[];
  }[];
}

/** At most 8 x 8 values are shown. */
const LIMIT = 8;
/** Characters of a text that are shown. */
const TEXT_LIMIT = 32;
const ELLIPSIS = '…';

/** Chooses and writes the values of a tensor that are shown. `fit` is how many columns of numbers there is room for. */
export function tensorSlice(
  values: TensorValues,
  shape: readonly number[],
  dtype: string,
  limit: number = LIMIT,
): TensorSlice {
  // A last dimension of one value, such as the channel of a grey image, says nothing: the two in front are shown.
  const rank = shape.length > 2 && shape.at(-1) === 1 ? shape.length - 1 : shape.length;
  const width = shape[rank - 1] ?? 1;
  const height = rank > 1 ? shape[rank - 2]! : 1;
  const columns = chosen(width, limit);
  const rows = chosen(height, LIMIT);
  const at = (row: number, column: number) => values[row * width + column];
  const shown = rows.flatMap((row) =>
    row === null ? [] : columns.flatMap((column) => (column === null ? [] : [at(row, column)])),
  );
  const write = writer(shown, dtype);
  return {
    ...(shape.length > 2 && {
      where: `[${'0, '.repeat(rank - 2)}:, :${rank < shape.length ? ', 0' : ''}]`,
    }),
    ...partOf(rows, columns, height),
    columns,
    rows: rows.map((row) => ({
      index: row,
      cells: columns.map((column) => (row === null || column === null ? ELLIPSIS : write(at(row, column)))),
    })),
  };
}

/** The first and last indices; `null` for those between. */
function chosen(length: number, limit: number): (number | null)[] {
  if (length <= limit) return Array.from({ length }, (_, index) => index);
  const first = Math.ceil((limit - 2) / 2);
  const last = Math.floor((limit - 2) / 2);
  return [
    ...Array.from({ length: first }, (_, index) => index),
    null,
    ...Array.from({ length: last }, (_, index) => length - last + index),
  ];
}

function partOf(
  rows: readonly (number | null)[],
  columns: readonly (number | null)[],
  height: number,
): { part?: string } {
  const parts = [
    ...(rows.includes(null) ? [`rows ${ranges(rows)}`] : []),
    ...(columns.includes(null) ? [`${height > 1 ? 'columns' : 'values'} ${ranges(columns)}`] : []),
  ];
  return parts.length > 0 ? { part: parts.join(', ') } : {};
}

function ranges(indices: readonly (number | null)[]): string {
  const gap = indices.indexOf(null);
  const range = (part: readonly (number | null)[]) =>
    part.length === 1 ? formatCount(part[0]!) : `${formatCount(part[0]!)} to ${formatCount(part.at(-1)!)}`;
  return `${range(indices.slice(0, gap))} and ${range(indices.slice(gap + 1))}`;
}

function clipped(text: string): string {
  const characters = [...text.slice(0, 2 * TEXT_LIMIT + 2)];
  return characters.length > TEXT_LIMIT
    ? JSON.stringify(`${characters.slice(0, TEXT_LIMIT - 1).join('')}${ELLIPSIS}`)
    : JSON.stringify(text);
}

/** One number of decimals for all values that are shown. */
function writer(shown: readonly unknown[], dtype: string): (value: unknown) => string {
  if (dtype === 'string') return (value) => clipped(value as string);
  if (dtype === 'complex64') return String;
  if (dtype === 'bool') return (value) => (value ? 'true' : 'false');
  const numbers = shown.filter((value): value is number => typeof value === 'number');
  const whole =
    dtype === 'int32' || numbers.every((value) => Number.isInteger(value) && Math.abs(value) < 1e12);
  // Fewer than 2 digits of a tiny value are no loss beside large ones: zeros and noise would widen every column.
  const largest = numbers.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  );
  const decimals = whole
    ? 0
    : largest >= 0.01
      ? Math.min(4, columnDecimals([largest]))
      : columnDecimals([largest]);
  return (value) => formatInColumn(value as number, decimals);
}
