import { histogramLine } from '../format/bar.js';
import { formatCount, formatInColumn } from '../format/number.js';
import { textTable } from '../format/text.js';
import type { HistogramPanel } from './histogram-data.js';
import type { HistogramWords } from './histogram-spec.js';

const BLOCKS = 12;

/** The text form of histograms: figures and one line of blocks each. */
export function histogramText(panels: readonly HistogramPanel[], words: HistogramWords): string {
  const compared = panels.some(({ before }) => before);
  const { lines } = textTable(
    [
      { head: words.title.toLowerCase(), align: 'left' },
      { head: 'values', align: 'right' },
      ...['min', 'mean', 'max', 'std'].map((head) => ({ head, align: 'right' }) as const),
      ...(compared ? [{ head: words.before, align: 'left', min: BLOCKS } as const] : []),
      { head: compared ? words.after : 'histogram', align: 'left', min: BLOCKS },
    ],
    panels.map(({ name, after, beforeShares, afterShares }) => [
      name,
      formatCount(after.finite + after.nan + after.infinite),
      ...[after.min, after.mean, after.max, after.std].map((value) =>
        formatInColumn(value, decimals(after.max, after.min)),
      ),
      ...(compared ? [blocks(beforeShares ?? [])] : []),
      blocks(afterShares),
    ]),
  );
  const odd = panels.flatMap(({ name, after: { nan, infinite } }) =>
    nan + infinite > 0
      ? [
          `${name === '' ? '' : `${name}: `}${formatCount(nan)} NaN and ${formatCount(infinite)} infinite, left out`,
        ]
      : [],
  );
  return [...lines, ...odd].join('\n');
}

/** 3 decimals for weights; more where all values are small. */
function decimals(max: number, min: number): number {
  const size = Math.max(Math.abs(max), Math.abs(min));
  if (!(size > 0) || !Number.isFinite(size)) return 3;
  return Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(size)), size < 1 ? 6 : 3));
}

function blocks(shares: readonly number[]): string {
  if (shares.length <= BLOCKS) return histogramLine(shares);
  const perBlock = shares.length / BLOCKS;
  // A bin that lies across two blocks is split, or blocks of three bins would tower over blocks of two.
  const sums = Array.from({ length: BLOCKS }, (_, block) =>
    shares.reduce((sum, share, bin) => {
      const overlap = Math.min(bin + 1, (block + 1) * perBlock) - Math.max(bin, block * perBlock);
      return sum + Math.max(0, overlap) * share;
    }, 0),
  );
  return histogramLine(sums);
}
