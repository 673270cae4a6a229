import { resample, sparkline } from '../format/bar.js';
import { columnDecimals, formatInColumn, formatSignificant, NOTHING } from '../format/number.js';
import { textTable, textWidth, truncate } from '../format/text.js';
import { formatPlural } from '../format/unit.js';
import type { HistoryRun, HistorySeries } from './history-data.js';

/** Characters of a run's name that are shown. */
const NAME = 24;

/** The text form of several trainings: for each value a line a run, with its last value, its best epoch and a sparkline. */
export function comparisonText(runs: readonly HistoryRun[], columns: number): string {
  const all = runs.flatMap(({ curves }) => curves.panels);
  const keys = [...new Set(all.flatMap(({ series }) => series.map(({ key }) => key)))];
  const rates = new Set(all.filter(({ rate }) => rate).map(({ key }) => key));
  const rows = keys.flatMap((key, at) => {
    const mine = runs.map(({ curves }) =>
      curves.panels.flatMap(({ series }) => series).find((series) => series.key === key),
    );
    const decimals = columnDecimals(mine.flatMap((series) => series?.values ?? []));
    const show = (value: number | undefined) =>
      value === undefined || Number.isNaN(value)
        ? NOTHING
        : rates.has(key)
          ? formatSignificant(value, 3)
          : formatInColumn(value, decimals);
    const lines = runs.map((run, index): [cells: string[], series: HistorySeries | undefined] => {
      const series = mine[index];
      const { epochs, best } = run.curves;
      const atBest = best === undefined ? undefined : series?.values[epochs.indexOf(best)];
      return [
        [
          index === 0 ? (mine.find(Boolean)?.label ?? key) : '',
          truncate(run.name, NAME),
          show(series?.values[0]),
          show(atBest),
          show(series?.values.findLast((value) => !Number.isNaN(value))),
        ],
        series,
      ];
    });
    return at === 0 ? lines : ['rule' as const, ...lines];
  });
  const head = ['', 'run', 'first', 'best', 'last'];
  const left = head.map((text, index) =>
    Math.max(textWidth(text), ...rows.map((row) => (row === 'rule' ? 0 : textWidth(row[0][index]!)))),
  );
  const room = Math.max(8, columns - left.reduce((sum, width) => sum + width + 2, 0));
  const longest = Math.max(0, ...runs.map(({ curves }) => curves.epochs.length));
  const { lines } = textTable(
    [
      ...head.map((text, index) => ({ head: text, align: index < 2 ? 'left' : 'right' }) as const),
      { head: formatPlural(longest, 'epoch'), align: 'left' },
    ],
    rows.map((row) =>
      row === 'rule' ? row : [...row[0], row[1] ? sparkline(resample(row[1].values, room)) : ''],
    ),
  );
  const best = runs.map(({ name, curves }) => `${truncate(name, NAME)} epoch ${curves.best ?? NOTHING}`);
  return [...lines, `best: ${best.join(', ')}`].join('\n');
}
