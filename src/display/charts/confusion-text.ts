import { formatCount, formatFixed, formatShare, NOTHING } from '../format/number.js';
import { pad, ruleLine, textTable, textWidth, truncate } from '../format/text.js';
import { type Confusion, confusionFigures, confusionShares } from './confusion-data.js';
import { PARTS } from './confusion-spec.js';

/** The text form of a confusion matrix: counts, recall of each class, the commonest mistakes. */
export function confusionText(confusion: Confusion, columns: number): string {
  const { names } = confusion;
  const { samples, wrong, accuracy, mistakes } = confusionFigures(confusion);
  const head = `accuracy ${formatFixed(accuracy, 4)}, ${formatCount(wrong)} of ${formatCount(samples)} wrong`;
  const matrix = matrixLines(confusion);
  const fits = matrix.every((line) => textWidth(line) <= columns);
  const often = mistakes.map(
    ({ label, predicted, count }) =>
      `${shorten(names[label])} as ${shorten(names[predicted])} (${formatCount(count)})`,
  );
  return [
    fits
      ? `${head}; rows: label, columns: predicted${cellsAre(confusion)}`
      : `${head}; ${names.length} classes`,
    '',
    ...(fits ? matrix : classLines(confusion)),
    ...(often.length > 0 ? [`most often mistaken: ${often.join(', ')}`] : []),
  ].join('\n');
}

function cellsAre({ normalize }: Confusion): string {
  return normalize ? `; cells: share of ${PARTS[normalize]}` : '';
}

function matrixLines(confusion: Confusion): string[] {
  const { names, counts, normalize } = confusion;
  const recall = recallTexts(confusion);
  const shares = normalize && confusionShares(confusion, normalize);
  const cells = counts.map((row, label) =>
    row.map((count, predicted) => {
      const share = shares?.[label]?.[predicted];
      const text = count === 0 ? '·' : share === undefined ? formatCount(count) : formatShare(share);
      // Brackets mark the hits without colour.
      return label === predicted ? `[${text}]` : ` ${text} `;
    }),
  );
  const left = Math.max(...names.map(textWidth));
  const widths = names.map((name, column) =>
    Math.max(textWidth(name) + 2, ...cells.map((row) => textWidth(row[column]!))),
  );
  const line = (mark: string, row: readonly string[], last: string) =>
    `${pad(mark, left)} ${row.map((cell, column) => pad(cell, widths[column]!, 'right')).join('')}${last}`;
  const width = left + 1 + widths.reduce((sum, each) => sum + each, 0) + 7;
  return [
    line(
      '',
      names.map((name) => `${name} `),
      ' recall',
    ),
    ruleLine(width),
    ...names.map((name, index) => line(name, cells[index]!, ` ${pad(recall[index]!, 6, 'right')}`)),
  ];
}

/** Where the matrix is too wide: one line a class. */
function classLines(confusion: Confusion): string[] {
  const { names, counts } = confusion;
  const recall = recallTexts(confusion);
  const { lines } = textTable(
    [
      { head: 'label', align: 'left' },
      { head: 'samples', align: 'right' },
      { head: 'recall', align: 'right' },
      { head: 'mostly mistaken for', align: 'left' },
    ],
    names.map((name, index) => {
      const row = counts[index]!;
      let worst = -1;
      row.forEach((count, predicted) => {
        if (predicted !== index && count > (worst < 0 ? 0 : row[worst]!)) worst = predicted;
      });
      const total = row.reduce((sum, count) => sum + count, 0);
      const mistake = worst < 0 ? '' : `${shorten(names[worst])} (${formatCount(row[worst]!)})`;
      return [shorten(name), formatCount(total), recall[index]!, mistake];
    }),
  );
  return [...lines];
}

/** A name in a sentence or a table of the text form. */
function shorten(name = ''): string {
  return truncate(name, 24);
}

function recallTexts(confusion: Confusion): string[] {
  return confusionFigures(confusion).recall.map((share) =>
    Number.isNaN(share) ? NOTHING : formatFixed(share, 4),
  );
}
