import { resample, sparkline } from '../format/bar.js';
import { columnDecimals, formatInColumn, formatSignificant, NOTHING } from '../format/number.js';
import { textTable, textWidth } from '../format/text.js';
import type { HistoryCurves } from './history-data.js';

/** The text form of a training's curves: first, best and last value, and a sparkline. */
export function historyText({ epochs, panels, best }: HistoryCurves, columns: number): string {
  const series = panels.flatMap(({ rate, series }) => series.map((one) => ({ ...one, rate })));
  const bestIndex = best === undefined ? -1 : epochs.indexOf(best);
  const cells = series.map(({ label, values, rate }) => {
    const decimals = columnDecimals(values);
    const show = (value: number | undefined) =>
      value === undefined || Number.isNaN(value)
        ? NOTHING
        : rate
          ? formatSignificant(value, 3)
          : formatInColumn(value, decimals);
    const last = values.findLast((value) => !Number.isNaN(value));
    return [label, show(values[0]), ...(best === undefined ? [] : [show(values[bestIndex])]), show(last)];
  });
  const head = ['', 'first', ...(best === undefined ? [] : ['best']), 'last'];
  const left = head.map((text, index) =>
    Math.max(textWidth(text), ...cells.map((row) => textWidth(row[index] ?? ''))),
  );
  const start = left.reduce((sum, width) => sum + width + 2, 0);
  const room = Math.max(8, columns - start);
  const { lines } = textTable(
    [
      ...head.map((text, index) => ({ head: text, align: index === 0 ? 'left' : 'right' }) as const),
      { head: epochsText(epochs), align: 'left' },
    ],
    series.map(({ values }, index) => [...cells[index]!, sparkline(resample(values, room))]),
  );
  if (bestIndex < 0) return lines.join('\n');
  const at = epochs.length > room ? Math.floor((bestIndex * room) / epochs.length) : bestIndex;
  const words = `best: epoch ${best}`;
  const mark =
    start + at + 2 + words.length <= columns
      ? `${' '.repeat(start + at)}^ ${words}`
      : `${' '.repeat(Math.max(0, start + at - words.length - 1))}${words} ^`;
  return [...lines, mark].join('\n');
}

function epochsText(epochs: readonly number[]): string {
  if (epochs.length === 0) return 'no epochs';
  return epochs.length === 1 ? `epoch ${epochs[0]}` : `epochs ${epochs[0]} to ${epochs.at(-1)}`;
}
