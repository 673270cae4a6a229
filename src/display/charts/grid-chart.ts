import { DISPLAY, type Shown } from '../displayable.js';
import { dim, escapeHtml, frame, RED, TRACK } from '../format/html.js';
import { textWidth } from '../format/text.js';
import { formatPlural } from '../format/unit.js';
import { Chart } from './chart.js';
import { chartConfig, csvData, SCHEMA, type Spec, textMark } from './chart-style.js';
import { encodePng, enlarge, type Pixels } from './encode-png.js';

/** Small images are shown about that large, in CSS pixels; larger ones at most {@link LARGEST}. */
const SIDE = 64;
const LARGEST = 152;
const WIDEST = 740;
/** A caption may make its column that wide; what is longer is cut. */
const CAPTION = 112;
const LETTER = 7;

/** One image of a grid, and what is written under it. */
export interface GridCell {
  readonly index: number;
  readonly pixels: Pixels;
  /** The first line under it, as text and as markup; empty: nothing. */
  readonly caption: string;
  readonly captionHtml?: string;
  /** The second line, dim; empty: nothing. */
  readonly note: string;
  /** What a screen reader says. */
  readonly alt: string;
  /** True: framed in red. */
  readonly marked?: boolean;
}

/** What a grid shows. */
export interface Grid {
  /** What it is, for a screen reader. */
  readonly label: string;
  /** The first words, bold, and what follows them. */
  readonly state: string;
  readonly details: string;
  readonly cells: readonly GridCell[];
}

/** A grid of small images: in a notebook as HTML, saved as a picture. */
export class GridChart extends Chart {
  readonly #grid: Grid;

  constructor(grid: Grid, toText: (columns: number) => string) {
    super({ spec: gridSpec(grid), toText });
    this.#grid = grid;
  }

  override [DISPLAY](): Shown {
    return { data: { 'text/html': gridHtml(this.#grid), 'text/plain': this.toString() } };
  }
}

/** A file of whole pixels, large enough to be seen, and its size on the page. */
function picture({ pixels }: GridCell): {
  readonly url: string;
  readonly width: number;
  readonly height: number;
} {
  const largest = Math.max(pixels.width, pixels.height);
  const factor = Math.max(1, Math.round(SIDE / largest));
  const shrink = Math.min(1, LARGEST / (largest * factor));
  const png = encodePng(enlarge(pixels, factor)).toString('base64');
  return {
    url: `data:image/png;base64,${png}`,
    width: Math.round(pixels.width * factor * shrink),
    height: Math.round(pixels.height * factor * shrink),
  };
}

function gridHtml({ label, state, details, cells }: Grid): string {
  const longest = Math.max(0, ...cells.flatMap(({ caption }) => caption.split(' ').map(textWidth))) * LETTER;
  const least = Math.max(40, Math.min(CAPTION, longest));
  const figures = cells.map((cell) => {
    const { url, width, height } = picture(cell);
    const note =
      cell.note === '' ? '' : `<br><span style="opacity:0.7;font-size:11px">${escapeHtml(cell.note)}</span>`;
    const cut =
      longest > CAPTION
        ? ` title="${escapeHtml(cell.caption)}" style="overflow:hidden;text-overflow:ellipsis"`
        : '';
    const words = `${cell.captionHtml ?? escapeHtml(cell.caption)}${note}`;
    return `<figure style="margin:0;width:${Math.max(width + 8, least)}px;text-align:center;font-size:12px;line-height:1.3"><img width="${width}" height="${height}" alt="${escapeHtml(cell.alt)}" title="image ${cell.index}" style="display:block;margin:0 auto;border:3px solid ${cell.marked ? RED : TRACK}" src="${url}">${words === '' ? '' : `<figcaption${cut}>${words}</figcaption>`}</figure>`;
  });
  const head = `<p style="margin:0;padding:0 0 6px"><b>${escapeHtml(state)}</b>${details === '' ? '' : ` ${dim(escapeHtml(details))}`}</p>`;
  return frame(
    label,
    `${head}\n<div style="display:flex;flex-wrap:wrap;gap:8px">\n${figures.join('\n')}\n</div>`,
  );
}

/** The grid as vega-lite, for whoever wants to change it, and for the picture that is saved. */
function gridSpec({ state, details, cells }: Grid): Spec {
  const pictures = cells.map(picture);
  const width = Math.max(1, ...pictures.map((one) => one.width));
  const height = Math.max(1, ...pictures.map((one) => one.height));
  const wide = Math.max(width + 14, ...cells.map(({ caption }) => 7 * textWidth(caption) + 8));
  const columns = Math.max(1, Math.min(cells.length, Math.floor(WIDEST / wide)));
  const captioned = cells.some(({ caption }) => caption !== '');
  const noted = cells.some(({ note }) => note !== '');
  const below = captioned ? (noted ? 34 : 20) : 6;
  const rows = Math.ceil(cells.length / columns);
  const data = csvData(
    ['x', 'y', 'url', 'wrong', 'caption', 'note', 'alt'],
    cells.map(({ marked, caption, note, alt }, index) => [
      index % columns,
      Math.floor(index / columns),
      pictures[index]!.url,
      marked ? 'wrong' : 'right',
      caption,
      note,
      alt,
    ]),
    ['x', 'y'],
  );
  const step = height + 8 + below;
  const place = (dx: number, dy: number): Spec => ({
    x: {
      field: 'x',
      type: 'quantitative',
      axis: null,
      scale: { domain: [0, columns], range: [dx, dx + columns * wide], nice: false, zero: false },
    },
    y: {
      field: 'y',
      type: 'quantitative',
      axis: null,
      scale: { domain: [0, rows], range: [dy, dy + rows * step], nice: false, zero: false },
    },
  });
  const lines = (field: string, dy: number, extra: Spec = {}) => ({
    mark: textMark({ baseline: 'top', dy, ...extra }),
    encoding: { text: { field, type: 'nominal' } },
  });
  return {
    $schema: SCHEMA,
    description: `${state}: ${formatPlural(cells.length, 'image')}.`,
    title: { text: state, ...(details === '' ? {} : { subtitle: details, subtitleFontSize: 11 }) },
    width: columns * wide,
    height: Math.max(1, rows * step),
    data,
    encoding: place(wide / 2, height / 2 + 4),
    layer: [
      {
        mark: {
          type: 'square',
          filled: true,
          opacity: 1,
          size: (Math.max(width, height) + 6) ** 2,
          aria: false,
        },
        encoding: {
          color: {
            field: 'wrong',
            type: 'nominal',
            scale: { domain: ['right', 'wrong'], range: ['rgba(128,128,128,0.25)', RED] },
            legend: null,
          },
        },
      },
      {
        mark: { type: 'image', width, height },
        encoding: {
          url: { field: 'url', type: 'nominal' },
          description: { field: 'alt', type: 'nominal' },
        },
      },
      ...(captioned ? [lines('caption', height / 2 + 7)] : []),
      ...(noted ? [lines('note', height / 2 + 21, { opacity: 0.7 })] : []),
    ],
    config: chartConfig({ grid: false }),
  };
}
