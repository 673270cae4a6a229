import { BLUE, GREY, ORANGE, RED, TEAL } from '../format/html.js';

/** A vega-lite specification, or a part of one. */
export type Spec = Readonly<Record<string, unknown>>;

/** Every chart is written for vega-lite 5: front ends of today bundle that, and none shows version 6. */
export const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json';

/** The size of labels, captions and everything else but titles. */
export const SMALL = 11;

/** Colours of lines that are compared, in their order: each has 3:1 on white and on the dark theme's ground. */
export const SERIES_COLORS: readonly string[] = [
  BLUE,
  ORANGE,
  TEAL,
  '#8e62c9',
  RED,
  '#8a7a1f',
  '#c2539a',
  '#5a8f2a',
  '#9a6b4b',
  GREY,
];

/** Dashes that go along with the colours. */
export const SERIES_DASHES: readonly (readonly number[])[] = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
];

/**
 * What all charts share. Axis and title colours are left to the front end's theme; grid, domain and ticks are set,
 * because the dark theme's are too loud.
 */
export function chartConfig(extra: { readonly grid?: boolean; readonly scale?: Spec } = {}): Spec {
  return {
    background: 'transparent',
    font: 'system-ui, -apple-system, Segoe UI, DejaVu Sans, sans-serif',
    view: { stroke: null },
    axis: {
      grid: extra.grid ?? true,
      gridColor: 'rgba(128,128,128,0.22)',
      domain: false,
      ticks: false,
      labelPadding: 6,
      labelFontSize: SMALL,
      titleFontSize: SMALL,
      titleFontWeight: 'normal',
    },
    title: {
      anchor: 'start',
      frame: 'group',
      fontSize: 12,
      fontWeight: 600,
      offset: 8,
      style: 'guide-title',
    },
    text: { fontSize: SMALL },
    ...(extra.scale && { scale: extra.scale }),
  };
}

/**
 * A text mark in the colour of the theme's labels. Written in any other way vega-lite gives it a fill of its own,
 * which is black on the dark theme too.
 */
export function textMark(extra: Spec = {}): Spec {
  return { type: 'text', style: 'guide-label', filled: false, strokeWidth: 0, fontSize: SMALL, ...extra };
}

/** Rows as CSV, a fifth of the size of rows as objects. Numbers keep 4 significant digits. */
export function csvData(
  head: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
  numbers: readonly string[],
): Spec {
  const cell = (value: string | number | null | undefined): string => {
    if (typeof value === 'number') return Number.isFinite(value) ? String(shorten(value)) : '';
    const text = value ?? '';
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [head, ...rows].map((row) => row.map(cell).join(','));
  return {
    values: lines.join('\n'),
    format: { type: 'csv', parse: Object.fromEntries(numbers.map((name) => [name, 'number'])) },
  };
}

/** Four significant digits, but all digits of whole numbers. */
function shorten(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

/** A value inside a vega expression. */
export function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `'${escaped.replace(LINE_ENDS, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
}

const LINE_ENDS = /[\n\r\u2028\u2029]/g;

/** The name of a line of a tooltip. vega-lite puts it into an expression and escapes its quotes, nothing else. */
export function tooltipTitle(name: string): string {
  return name.replaceAll('\\', '\\\\').replace(LINE_ENDS, ' ');
}

/** True for a specification of vega itself, not vega-lite. */
export function isPlainVega(spec: Spec): boolean {
  const schema = spec['$schema'];
  return typeof schema === 'string' && /\/schema\/vega\//.test(schema);
}
