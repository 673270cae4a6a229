import { DISPLAY, type Shown } from '../displayable.js';
import { histogramLine } from '../format/bar.js';
import { BLUE, dim, escapeHtml, frame, LINE, MONO, tableBody, tableHead, tableRow } from '../format/html.js';
import { columnDecimals, formatCount, formatInColumn, formatSignificant } from '../format/number.js';
import { formatShape, formatShapeLiteral } from '../format/shape.js';
import { pad, ruleLine, textWidth } from '../format/text.js';
import { formatBytes, formatPlural } from '../format/unit.js';
import { View } from '../view.js';
import { type TensorSlice, type TensorValues, tensorSlice } from './tensor-slice.js';
import { type TensorStatistics, tensorStatistics } from './tensor-statistics.js';

/** A tensor as far as the display needs it: tfjs's, without tfjs. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly size: number;
  readonly isDisposed: boolean;
  dataSync(): TensorValues;
  data(): Promise<TensorValues>;
}

/** What may be said beside the values. */
export interface TensorViewOptions {
  /** Name of the backend that holds it. */
  readonly backend?: string;
  /** What it is: `Tensor`, `Variable dense/kernel`. */
  readonly title?: string;
}

/** True for a tensor or a variable. */
export function isTensor(value: unknown): value is TensorLike {
  if (value === null || typeof value !== 'object') return false;
  const tensor = value as Partial<TensorLike> & { dataId?: unknown };
  return (
    Array.isArray(tensor.shape) &&
    typeof tensor.dtype === 'string' &&
    typeof tensor.dataSync === 'function' &&
    typeof tensor.data === 'function' &&
    tensor.dataId !== undefined
  );
}

/** Shows a tensor: dtype and shape, statistics, a readable slice. */
class TensorInspection extends View {
  readonly #slice: (limit?: number) => TensorSlice;
  readonly #statistics: TensorStatistics | undefined;

  constructor(
    readonly tensor: Omit<TensorLike, 'dataSync' | 'data' | 'isDisposed'>,
    values: TensorValues,
    readonly options: TensorViewOptions,
  ) {
    super();
    const { shape, dtype } = tensor;
    const shown = dtype === 'complex64' ? complexTexts(values as ArrayLike<number>) : values;
    this.#slice = (limit) => tensorSlice(shown, shape, dtype, limit);
    const numeric = dtype === 'float32' || dtype === 'int32';
    if (numeric && tensor.size > 1) this.#statistics = tensorStatistics(values as ArrayLike<number>);
  }

  override toHtml(): string {
    const { shape, dtype } = this.tensor;
    const slice = this.#slice();
    const words = shape.length === 0 ? 'scalar' : shape.join(' by ');
    const caption = [slice.where, slice.part].filter(Boolean).join(' ');
    const html = [
      `<p style="margin:0;padding:0 0 6px"><b>${escapeHtml(this.title)}</b> ${dtype} <b>${formatShape(shape)}</b> ${dim(escapeHtml(this.size))}</p>`,
      ...(this.#statistics ? [statisticsHtml(this.#statistics)] : []),
      sliceHtml(slice, caption),
    ];
    return frame(`${this.title} ${dtype}, ${words}`, html.join('\n'));
  }

  override toText(columns: number): string {
    const { shape, dtype } = this.tensor;
    const statistics = this.#statistics;
    const head = [`${this.title} ${dtype} ${formatShapeLiteral(shape)}  ${this.size}`];
    if (statistics) {
      const figures = figuresOf(statistics).map(([name, value]) => `${name} ${value}`);
      head.push(`${figures.join('  ')}  ${histogramLine(statistics.bins)}`.trimEnd());
    }
    for (let limit = 8; ; limit--) {
      const lines = sliceText(this.#slice(limit));
      if (limit === 3 || lines.every((line) => line.length <= columns))
        return [...head, '', ...lines].join('\n');
    }
  }

  private get title(): string {
    return this.options.title ?? 'Tensor';
  }

  private get size(): string {
    const { size, dtype } = this.tensor;
    const bytes = dtype === 'string' ? '' : `, ${formatBytes(size * bytesOf(dtype))}`;
    return `${formatPlural(size, 'value')}${bytes}${this.options.backend ? `, on ${this.options.backend}` : ''}`;
  }
}

/** Complex values lie as pairs of their parts. */
function complexTexts(values: ArrayLike<number>): string[] {
  return Array.from({ length: values.length / 2 }, (_, index) => {
    const [real, imaginary] = [values[2 * index]!, values[2 * index + 1]!];
    const sign = imaginary < 0 || Object.is(imaginary, -0) ? '−' : '+';
    return `${formatSignificant(real, 4)} ${sign} ${formatSignificant(Math.abs(imaginary), 4)}i`;
  });
}

function bytesOf(dtype: string): number {
  return dtype === 'bool' ? 1 : dtype === 'complex64' ? 8 : 4;
}

function figuresOf(statistics: TensorStatistics): (readonly [name: string, value: string])[] {
  const { min, mean, max, std, nan, infinite } = statistics;
  const decimals = columnDecimals([Math.max(Math.abs(min), Math.abs(max), Number.MIN_VALUE)]);
  const show = (value: number) =>
    Number.isInteger(value) ? formatInColumn(value, 0) : formatInColumn(value, decimals);
  const odd = [
    ...(nan > 0 ? [`${formatCount(nan)} NaN`] : []),
    ...(infinite > 0 ? [`${formatCount(infinite)} Inf`] : []),
  ].join(', ');
  return [
    ['min', show(min)],
    ['mean', show(mean)],
    ['max', show(max)],
    ['std', show(std)],
    ...(odd === '' ? [] : [['not finite:', odd] as const]),
  ];
}

function statisticsHtml(statistics: TensorStatistics): string {
  const figures = figuresOf(statistics).filter(([name]) => name !== 'not finite:');
  const { nan, infinite, min, max, bins } = statistics;
  const odd = nan + infinite === 0 ? 'none' : `<b>${formatCount(nan)} NaN, ${formatCount(infinite)} Inf</b>`;
  const items = [...figures, ['NaN, Inf', odd] as const].map(
    ([name, value]) =>
      `<span style="display:inline-block;margin-right:20px"><span style="display:block;opacity:0.7;font-size:11px">${name}</span>${value}</span>`,
  );
  const highest = Math.max(...bins, 1);
  const bars = bins.map(
    (count) =>
      `<span style="display:inline-block;width:5px;height:${count > 0 ? Math.max(1, Math.round((count / highest) * 28)) : 0}px;background:${BLUE}"></span>`,
  );
  const [low, high] = [figures[0]?.[1], figures[2]?.[1]];
  const histogram =
    max > min
      ? `<span role="img" aria-label="Histogram from ${low} to ${high}" title="${bins.length} bins from ${low} to ${high}" style="display:inline-flex;align-items:flex-end;gap:1px;height:28px;border-bottom:${LINE}">${bars.join('')}</span>`
      : '';
  return `<div style="display:flex;flex-wrap:wrap;gap:4px 0;align-items:flex-end;padding:0 0 8px;font-family:${MONO};font-size:12px">${items.join('')}${histogram}</div>`;
}

function sliceHtml(slice: TensorSlice, caption: string): string {
  if (slice.rows.length === 0 || slice.columns.length === 0) return dim('no values');
  const plain = slice.rows.length === 1 && slice.columns.length === 1;
  if (plain)
    return `<span style="font-family:${MONO};font-size:12px">${escapeHtml(slice.rows[0]!.cells[0]!)}</span>`;
  const headCell = (text: string) =>
    `<th scope="col" style="padding:1px 0 1px 14px;text-align:right;font-weight:normal;border-bottom:${LINE}">${dim(text)}</th>`;
  const heads = slice.columns.map((column) => headCell(column === null ? '…' : formatCount(column)));
  const corner = `<td style="border-bottom:${LINE}"></td>`;
  const rows = slice.rows.map(({ index, cells }) => {
    const gap = index === null;
    const padding = gap ? '0' : '1px';
    const head = `<th scope="row" style="padding:${padding} 12px ${padding} 0;text-align:right;font-weight:normal;opacity:0.7">${gap ? '…' : formatCount(index)}</th>`;
    const body = cells.map(
      (cell, column) =>
        `<td style="padding:${padding} 0 ${padding} 14px;text-align:right;white-space:nowrap${gap ? ';opacity:0.7' : ''}">${!gap && slice.columns[column] === null ? dim(cell) : escapeHtml(cell)}</td>`,
    );
    return tableRow(head + body.join(''));
  });
  const title =
    caption === ''
      ? ''
      : `<caption style="caption-side:top;text-align:left;padding:0 0 2px;font-size:11px;white-space:nowrap">${dim(caption)}</caption>`;
  return `<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:0;font-size:12px;table-layout:auto">${title}${tableHead(corner + heads.join(''))}${tableBody(rows)}</table></div>`;
}

function sliceText(slice: TensorSlice): string[] {
  if (slice.rows.length === 0 || slice.columns.length === 0) return ['no values'];
  if (slice.rows.length === 1 && slice.columns.length === 1) return [slice.rows[0]!.cells[0]!];
  const heads = slice.columns.map((column) => (column === null ? '…' : String(column)));
  const widest = Math.max(
    ...heads.map((head) => head.length),
    ...slice.rows.flatMap(({ cells }) => cells.map((cell) => textWidth(cell))),
  );
  const widths = slice.columns.map((column) => (column === null ? 1 : widest));
  const marks = slice.rows.map(({ index }) => (index === null ? '…' : String(index)));
  const left = Math.max(...marks.map((mark) => mark.length));
  const line = (mark: string, cells: readonly string[]) =>
    [pad(mark, left, 'right'), ...cells.map((cell, column) => pad(cell, widths[column]!, 'right'))].join(
      '  ',
    );
  const width = left + widths.reduce((sum, each) => sum + each + 2, 0);
  return [
    ...(slice.where ? [slice.where] : []),
    line('', heads),
    ruleLine(width),
    ...slice.rows.map(({ cells }, row) => line(marks[row]!, cells)),
  ];
}

/** A disposed tensor still has its shape. */
class Disposed extends View {
  constructor(readonly tensor: TensorLike) {
    super();
  }

  override toHtml(): string {
    const { dtype, shape } = this.tensor;
    const text = `<p style="margin:0"><b>Tensor</b> ${dtype} <b>${formatShape(shape)}</b> ${dim('disposed: its values are gone')}</p>`;
    return frame(`Tensor ${dtype}, disposed`, text);
  }

  override toText(): string {
    return `Tensor ${this.tensor.dtype} ${formatShapeLiteral(this.tensor.shape)}  disposed: its values are gone`;
  }
}

/** Where values can only be read in the background (WebGPU), they come with `complete`. */
class Unread extends View {
  constructor(
    readonly tensor: TensorLike,
    readonly options: TensorViewOptions,
  ) {
    super();
  }

  override toHtml(): string {
    const { dtype, shape } = this.tensor;
    return frame(
      `Tensor ${dtype}`,
      `<p style="margin:0"><b>Tensor</b> ${dtype} <b>${formatShape(shape)}</b> ${dim('reading its values')}</p>`,
    );
  }

  override toText(): string {
    return `Tensor ${this.tensor.dtype} ${formatShapeLiteral(this.tensor.shape)}`;
  }

  override [DISPLAY](): Shown {
    const complete = async () =>
      new TensorInspection(this.tensor, await this.tensor.data(), this.options)[DISPLAY]();
    return { ...super[DISPLAY](), complete };
  }
}

/** A tensor as people look at it: dtype, shape, statistics, a histogram, and at most 8 x 8 of its values. */
export function tensorView(tensor: TensorLike, options: TensorViewOptions = {}): View {
  if (tensor.isDisposed) return new Disposed(tensor);
  let values: TensorValues;
  try {
    values = tensor.dataSync();
  } catch {
    // If they cannot be read in the background either, that error is reported.
    return new Unread(tensor, options);
  }
  return new TensorInspection(tensor, values, options);
}
