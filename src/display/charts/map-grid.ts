import { histogramLine } from '../format/bar.js';
import { formatCount, formatSignificant } from '../format/number.js';
import { textTable } from '../format/text.js';
import { formatPlural } from '../format/unit.js';
import { tensorStatistics } from '../views/tensor-statistics.js';
import type { Rgb } from './color-map.js';
import { GridChart } from './grid-chart.js';

/** A matrix of values that is drawn as a picture. */
export interface ValueMap {
  /** Its number, as of a channel. */
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly values: ArrayLike<number>;
}

/** What maps are and how they are drawn. */
export interface MapsWords {
  /** As `conv2d: 32 channels of 26 × 26`. */
  readonly state: string;
  /** What the colours say. */
  readonly details: string;
  /** What each map is: `channel`, `filter`. */
  readonly noun: string;
  /** How many there are, also of those that are not shown. */
  readonly total: number;
}

/** Maps of values, side by side. */
export class MapGrid extends GridChart {
  constructor(maps: readonly ValueMap[], words: MapsWords, color: (value: number, map: ValueMap) => Rgb) {
    const { noun, total } = words;
    const more = total > maps.length ? `; ${formatCount(total - maps.length)} more not shown` : '';
    const cells = maps.map((map) => {
      const { min, max } = tensorStatistics(map.values);
      const range = `${formatSignificant(min, 3)} to ${formatSignificant(max, 3)}`;
      return {
        index: map.index,
        pixels: { width: map.width, height: map.height, channels: 3 as const, bytes: painted(map, color) },
        caption: String(map.index),
        note: '',
        alt: `${noun} ${map.index}: ${range}`,
      };
    });
    super({ label: words.state, state: words.state, details: `${words.details}${more}`, cells }, () =>
      mapsText(maps, words),
    );
  }
}

function painted(map: ValueMap, color: (value: number, map: ValueMap) => Rgb): Uint8Array {
  const bytes = new Uint8Array(map.values.length * 3);
  for (let index = 0; index < map.values.length; index++) {
    bytes.set(color(map.values[index]!, map), index * 3);
  }
  return bytes;
}

function mapsText(maps: readonly ValueMap[], { state, noun, total }: MapsWords): string {
  const { lines } = textTable(
    [
      { head: noun, align: 'right' },
      ...['min', 'mean', 'max'].map((head) => ({ head, align: 'right' }) as const),
      { head: 'values', align: 'left' },
    ],
    maps.map(({ index, values }) => {
      const { min, mean, max, bins } = tensorStatistics(values);
      return [
        String(index),
        ...[min, mean, max].map((value) => formatSignificant(value, 3)),
        histogramLine(bins),
      ];
    }),
  );
  const left = total - maps.length;
  return [
    state,
    '',
    ...lines,
    ...(left > 0 ? [`(${formatPlural(left, `more ${noun}`)} not shown)`] : []),
  ].join('\n');
}
