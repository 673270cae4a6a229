const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const STEPS = '▁▂▃▄▅▆▇█';

/** A bar of block characters, exact to an eighth; what is not nothing shows at least an eighth. */
export function textBar(share: number, width: number): string {
  if (!(share > 0)) return '';
  const eighths = Math.min(width * 8, Math.max(1, Math.round(share * width * 8)));
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

/** The bar of a progress: the rest is shaded, so that its whole length shows. */
export function progressBar(share: number, width: number): string {
  const done = textBar(Math.min(1, share), width);
  return done + '░'.repeat(width - done.length);
}

/** One block a value, the smallest `▁`, the largest `█`; what is not a finite number is a space. */
export function sparkline(values: readonly number[]): string {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return values
    .map((value) => {
      if (!Number.isFinite(value)) return ' ';
      if (high === low) return '▁';
      return STEPS[Math.round(((value - low) / (high - low)) * 7)];
    })
    .join('');
}

/** Like a sparkline from zero up: heights of a histogram, empty bins are spaces. */
export function histogramLine(counts: readonly number[]): string {
  const high = Math.max(...counts, 0);
  return counts
    .map((count) => (count > 0 ? STEPS[Math.max(0, Math.ceil((count / high) * 8) - 1)] : ' '))
    .join('');
}

/** Thins a series out to at most that many values, means of equal stretches. */
export function resample(values: readonly number[], length: number): readonly number[] {
  if (values.length <= length) return values;
  return Array.from({ length }, (_, index) => {
    const from = Math.floor((index * values.length) / length);
    const stretch = values.slice(from, Math.floor(((index + 1) * values.length) / length));
    return stretch.reduce((sum, value) => sum + value, 0) / stretch.length;
  });
}
