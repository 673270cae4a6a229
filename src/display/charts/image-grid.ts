import { DISPLAY, type DisplayData, type Shown } from '../displayable.js';
import { dim, escapeHtml, frame, RED, TRACK } from '../format/html.js';
import { formatCount, formatProbability, formatShare, NOTHING } from '../format/number.js';
import { textTable, textWidth } from '../format/text.js';
import { formatPlural } from '../format/unit.js';
import { Chart } from './chart.js';
import { chartConfig, csvData, SCHEMA, type Spec, textMark } from './chart-style.js';
import { encodePng, enlarge } from './encode-png.js';
import type { Tile, Tiles } from './image-data.js';

/** Small images are shown about that large, in CSS pixels; larger ones at most {@link LARGEST}. */
const SIDE = 64;
const LARGEST = 152;
const WIDEST = 740;

/** A grid of images: in a notebook as HTML, saved as a picture. */
export class ImageGrid extends Chart {
  readonly #tiles: Tiles;

  constructor(tiles: Tiles) {
    super({ spec: gridSpec(tiles), toText: () => gridText(tiles) });
    this.#tiles = tiles;
  }

  override [DISPLAY](): Shown {
    const shown: DisplayData = {
      data: { 'text/html': gridHtml(this.#tiles), 'text/plain': this.toString() },
    };
    return shown;
  }
}

/** `3 of 18 wrong`, or how many images there are. */
function headline({ tiles, total }: Tiles): { readonly state: string; readonly details: string } {
  const compared = tiles.some(({ label, prediction }) => label !== undefined && prediction !== undefined);
  const more = total > tiles.length ? `${formatCount(total - tiles.length)} more not shown` : '';
  if (!compared) return { state: formatPlural(tiles.length, 'image'), details: more };
  const wrong = tiles.filter((tile) => tile.wrong).length;
  const legend = [
    ...(wrong > 0 ? ['marked red: prediction, then label'] : []),
    ...(tiles.some(({ probability }) => probability !== undefined)
      ? [`${wrong > 0 ? 'below, ' : ''}the probability of the prediction`]
      : []),
    ...(more === '' ? [] : [more]),
  ];
  return { state: `${wrong} of ${tiles.length} wrong`, details: legend.join('; ') };
}

/** A file of whole pixels, large enough to be seen, and its size on the page. */
function picture({ pixels }: Tile): {
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

/** What a screen reader says: `Image 8: a 5, predicted 6, wrong`. */
function alt({ index, label, prediction, wrong }: Tile): string {
  const parts = [
    ...(label === undefined ? [] : [`a ${label}`]),
    ...(prediction === undefined
      ? []
      : [
          label === undefined || wrong ? `predicted ${prediction}` : 'predicted right',
          ...(wrong ? ['wrong'] : []),
        ]),
  ];
  return `Image ${index}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

function gridHtml(grid: Tiles): string {
  const { state, details } = headline(grid);
  const figures = grid.tiles.map((tile) => {
    const { url, width, height } = picture(tile);
    const words = caption(tile);
    return `<figure style="margin:0;width:${Math.max(width + 8, 40)}px;text-align:center;font-size:12px;line-height:1.3"><img width="${width}" height="${height}" alt="${escapeHtml(alt(tile))}" title="image ${tile.index}" style="display:block;margin:0 auto;border:3px solid ${tile.wrong ? RED : TRACK}" src="${url}">${words === '' ? '' : `<figcaption>${words}</figcaption>`}</figure>`;
  });
  const head = `<p style="margin:0;padding:0 0 6px"><b>${escapeHtml(state)}</b>${details === '' ? '' : ` ${dim(escapeHtml(details))}`}</p>`;
  const label = grid.tiles.some(({ prediction }) => prediction !== undefined)
    ? 'Images with predictions'
    : 'Images';
  return frame(
    label,
    `${head}\n<div style="display:flex;flex-wrap:wrap;gap:8px">\n${figures.join('\n')}\n</div>`,
  );
}

function caption({ label, prediction, probability, wrong }: Tile): string {
  const words = wrong
    ? `<b>${escapeHtml(prediction!)}</b>, is <b>${escapeHtml(label!)}</b>`
    : escapeHtml(prediction ?? label ?? '');
  if (probability === undefined) return words;
  return `${words}<br><span style="opacity:0.7;font-size:11px">${formatProbability(probability)}</span>`;
}

function gridText(grid: Tiles): string {
  const { tiles, total } = grid;
  const has = (key: 'label' | 'prediction' | 'probability') => tiles.some((tile) => tile[key] !== undefined);
  const { state } = headline(grid);
  const { lines } = textTable(
    [
      { head: 'image', align: 'right' },
      { head: 'size', align: 'right' },
      ...(has('label') ? [{ head: 'label', align: 'right' } as const] : []),
      ...(has('prediction') ? [{ head: 'predicted', align: 'right' } as const] : []),
      ...(has('probability') ? [{ head: 'probability', align: 'right' } as const] : []),
      { head: '', align: 'left', min: 5 },
    ],
    tiles.map(({ index, pixels, label, prediction, probability, wrong }) => [
      String(index),
      `${pixels.height}×${pixels.width}`,
      ...(has('label') ? [label ?? NOTHING] : []),
      ...(has('prediction') ? [prediction ?? NOTHING] : []),
      ...(has('probability') ? [probability === undefined ? NOTHING : formatShare(probability)] : []),
      wrong ? 'wrong' : '',
    ]),
  );
  const more =
    total > tiles.length ? [`(${formatPlural(total - tiles.length, 'more image')} not shown)`] : [];
  return [state, '', ...lines, ...more].join('\n');
}

/** The grid as vega-lite, for whoever wants to change it, and for the picture that is saved. */
function gridSpec(grid: Tiles): Spec {
  const { tiles } = grid;
  const pictures = tiles.map(picture);
  const width = Math.max(1, ...pictures.map((one) => one.width));
  const height = Math.max(1, ...pictures.map((one) => one.height));
  const words = tiles.map(({ label, prediction, wrong }) =>
    wrong ? `${prediction}, is ${label}` : (prediction ?? label ?? ''),
  );
  const cell = Math.max(width + 14, ...words.map((text) => 7 * textWidth(text) + 8));
  const columns = Math.max(1, Math.min(tiles.length, Math.floor(WIDEST / cell)));
  const captioned = words.some((text) => text !== '');
  const below = captioned ? (tiles.some(({ probability }) => probability !== undefined) ? 34 : 20) : 6;
  const rows = Math.ceil(tiles.length / columns);
  const data = csvData(
    ['x', 'y', 'url', 'wrong', 'caption', 'probability', 'alt'],
    tiles.map((tile, index) => [
      index % columns,
      Math.floor(index / columns),
      pictures[index]!.url,
      tile.wrong ? 'wrong' : 'right',
      words[index]!,
      tile.probability === undefined ? '' : formatProbability(tile.probability),
      alt(tile),
    ]),
    ['x', 'y'],
  );
  const step = height + 8 + below;
  const place = (dx: number, dy: number): Spec => ({
    x: {
      field: 'x',
      type: 'quantitative',
      axis: null,
      scale: { domain: [0, columns], range: [dx, dx + columns * cell], nice: false, zero: false },
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
  const { state, details } = headline(grid);
  return {
    $schema: SCHEMA,
    description: `${state}: ${formatPlural(tiles.length, 'image')}.`,
    title: { text: state, ...(details === '' ? {} : { subtitle: details, subtitleFontSize: 11 }) },
    width: columns * cell,
    height: Math.max(1, rows * step),
    data,
    encoding: place(cell / 2, height / 2 + 4),
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
      ...(tiles.some(({ probability }) => probability !== undefined)
        ? [lines('probability', height / 2 + 21, { opacity: 0.7 })]
        : []),
    ],
    config: chartConfig({ grid: false }),
  };
}
