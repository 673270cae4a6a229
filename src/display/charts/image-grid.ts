import { escapeHtml } from '../format/html.js';
import { formatCount, formatProbability, formatShare, NOTHING } from '../format/number.js';
import { textTable } from '../format/text.js';
import { formatPlural } from '../format/unit.js';
import { GridChart } from './grid-chart.js';
import type { Tile, Tiles } from './image-data.js';

/** A grid of images with labels and predictions. */
export class ImageGrid extends GridChart {
  constructor(tiles: Tiles) {
    const predicted = tiles.tiles.some(({ prediction }) => prediction !== undefined);
    const grid = {
      label: predicted ? 'Images with predictions' : 'Images',
      ...headline(tiles),
      cells: tiles.tiles.map((tile) => ({
        index: tile.index,
        pixels: tile.pixels,
        ...caption(tile),
        note: tile.probability === undefined ? '' : formatProbability(tile.probability),
        alt: alt(tile),
        marked: tile.wrong,
      })),
    };
    super(grid, () => gridText(tiles));
  }
}

function caption({ label, prediction, wrong }: Tile): { caption: string; captionHtml: string } {
  if (!wrong) {
    const words = prediction ?? label ?? '';
    return { caption: words, captionHtml: escapeHtml(words) };
  }
  return {
    caption: `${prediction}, is ${label}`,
    captionHtml: `<b>${escapeHtml(prediction!)}</b>, is <b>${escapeHtml(label!)}</b>`,
  };
}

/** `3 of 18 wrong`, or how many images there are. */
function headline({ tiles, total, wrong }: Tiles): { readonly state: string; readonly details: string } {
  const more = total > tiles.length ? `${formatCount(total - tiles.length)} more not shown` : '';
  if (!wrong) return { state: formatPlural(tiles.length, 'image'), details: more };
  const marked = tiles.some((tile) => tile.wrong);
  const legend = [
    ...(marked ? ['marked red: prediction, then label'] : []),
    ...(tiles.some(({ probability }) => probability !== undefined)
      ? [`${marked ? 'below, ' : ''}the probability of the prediction`]
      : []),
    ...(more === '' ? [] : [more]),
  ];
  return {
    state: `${formatCount(wrong.count)} of ${formatCount(wrong.of)} wrong`,
    details: legend.join('; '),
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
