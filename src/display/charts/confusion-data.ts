import { ShapeError, ValueError } from '../../support/errors.js';
import { type ChartInput, chartClasses, chartValues } from './chart-values.js';

/** How often each label was predicted as each class. */
export interface Confusion {
  readonly names: readonly string[];
  /** `counts[label][predicted]`. */
  readonly counts: readonly (readonly number[])[];
  /** What the cells are shares of; absent: they are counts. */
  readonly normalize?: Normalize;
}

/** Shares of all samples of a label, of all with a prediction, or of all; scikit-learn's names. */
export type Normalize = 'true' | 'pred' | 'all';

/** The cells as shares of 1; a row or column without samples has none. */
export function confusionShares({ counts }: Confusion, normalize: Normalize): number[][] {
  const sum = (list: readonly number[]) => list.reduce((total, count) => total + count, 0);
  const rows = counts.map(sum);
  const columns = counts.map((_, column) => sum(counts.map((row) => row[column]!)));
  const all = sum(rows);
  return counts.map((row, label) =>
    row.map((count, predicted) => {
      const total = { true: rows[label]!, pred: columns[predicted]!, all }[normalize];
      return total > 0 ? count / total : 0;
    }),
  );
}

/** Counts pairs of label and prediction. */
export function countPairs(
  labels: ChartInput,
  predictions: ChartInput,
  names?: readonly string[],
): Confusion {
  const truth = chartClasses(labels, 'charts.confusionMatrix: labels');
  const guess = chartClasses(predictions, 'charts.confusionMatrix: predictions');
  if (truth.classes.length !== guess.classes.length) {
    throw new ShapeError(
      `charts.confusionMatrix: labels and predictions must be equally many; received ${truth.classes.length} and ${guess.classes.length}.`,
    );
  }
  if (truth.classes.length === 0) {
    throw new ValueError('charts.confusionMatrix: expected at least one sample; received none.');
  }
  const largest = [...truth.classes, ...guess.classes].reduce((a, b) => Math.max(a, b), -1);
  const size = Math.max(truth.count ?? 0, guess.count ?? 0, names?.length ?? 0, largest + 1);
  if (size > 1000) {
    throw new ValueError(
      `charts.confusionMatrix: classes must be numbered from 0; received class ${largest}, which would make ${size} classes.`,
    );
  }
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  truth.classes.forEach((label, index) => {
    const row = counts[label]!;
    const predicted = guess.classes[index]!;
    row[predicted] = row[predicted]! + 1;
  });
  return { names: checkNames(names, size), counts };
}

/** Takes a square matrix of counts as it is. */
export function givenCounts(matrix: ChartInput, names?: readonly string[]): Confusion {
  const { values, shape } = chartValues(matrix, 'charts.confusionMatrix: matrix');
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows !== columns || rows === 0) {
    throw new ShapeError(
      `charts.confusionMatrix: a matrix of counts must be square; received shape [${shape.join(', ')}].`,
      { fix: 'charts.confusionMatrix(labels, predictions)' },
    );
  }
  const counts = Array.from({ length: rows! }, (_, row) =>
    Array.from({ length: rows! }, (_, column) => values[row * rows! + column]!),
  );
  return { names: checkNames(names, rows!), counts };
}

function checkNames(names: readonly string[] | undefined, size: number): readonly string[] {
  if (names === undefined) return Array.from({ length: size }, (_, index) => String(index));
  if (names.length !== size || new Set(names).size !== size) {
    throw new ValueError(
      `charts.confusionMatrix: classNames must be ${size} different names; received ${names.length}.`,
    );
  }
  // A name without a letter would not be seen.
  return names.map((name) => (name.trim() === '' ? `'${name}'` : name));
}

/** What is read off a confusion matrix. */
export interface ConfusionFigures {
  readonly samples: number;
  readonly wrong: number;
  readonly accuracy: number;
  /** Share of each label that was found; NaN for a label that does not occur. */
  readonly recall: readonly number[];
  /** The commonest mistakes, most frequent first. */
  readonly mistakes: readonly {
    readonly label: number;
    readonly predicted: number;
    readonly count: number;
  }[];
}

/** Accuracy, recall of each class, the three commonest mistakes. */
export function confusionFigures({ counts }: Confusion): ConfusionFigures {
  const totals = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const samples = totals.reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, index) => sum + row[index]!, 0);
  const mistakes = counts
    .flatMap((row, label) => row.map((count, predicted) => ({ label, predicted, count })))
    .filter(({ label, predicted, count }) => label !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 3);
  return {
    samples,
    wrong: samples - right,
    accuracy: samples > 0 ? right / samples : Number.NaN,
    recall: counts.map((row, index) => (totals[index]! > 0 ? row[index]! / totals[index]! : Number.NaN)),
    mistakes,
  };
}
