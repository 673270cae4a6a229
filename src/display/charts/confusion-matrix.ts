import { checkChoice, checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { Chart } from './chart.js';
import { type ChartInput, isChartInput } from './chart-values.js';
import { countPairs, givenCounts, type Normalize } from './confusion-data.js';
import { confusionSpec } from './confusion-spec.js';
import { confusionText } from './confusion-text.js';

const WHERE = 'charts.confusionMatrix';

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions {
  /** Names of the classes, in the order of their numbers. */
  readonly classNames?: readonly string[];
  /** The same as `classNames`, by the name that scikit-learn's users look for. */
  readonly labels?: readonly string[];
  /**
   * Shares instead of counts: of the samples of a label (`'true'`, each row sums to 1), of those with a prediction (`'pred'`,
   * each column), or of all (`'all'`); `true` is `'true'`. False by default.
   */
  readonly normalize?: boolean | Normalize;
}

/**
 * A confusion matrix: how often each label was predicted as each class, hits blue, mistakes orange.
 *
 * Takes labels and predictions (class numbers, one-hot rows or probabilities, as tensors or arrays), or one square
 * matrix of counts whose rows are labels.
 *
 * @throws ShapeError if labels and predictions are not equally many, or the matrix is not square.
 *
 * @example
 * charts.confusionMatrix([0, 1, 1, 2], [0, 1, 2, 2], { classNames: ['cat', 'dog', 'bird'] });
 * charts.confusionMatrix([[5, 1], [0, 4]], { normalize: 'true' });
 */
export function confusionMatrix(
  labels: ChartInput,
  predictions: ChartInput,
  options?: ConfusionMatrixOptions,
): Chart;
export function confusionMatrix(matrix: ChartInput, options?: ConfusionMatrixOptions): Chart;
export function confusionMatrix(
  first: ChartInput,
  second?: ChartInput | ConfusionMatrixOptions,
  third: ConfusionMatrixOptions = {},
): Chart {
  const options = isChartInput(second) ? third : (second ?? {});
  checkOptions(WHERE, options, ['classNames', 'labels', 'normalize']);
  if (options.classNames && options.labels) {
    throw new ValueError(`${WHERE}: classNames and labels mean the same; received both.`);
  }
  const names = options.classNames ?? options.labels;
  const counted = isChartInput(second) ? countPairs(first, second, names) : givenCounts(first, names);
  const normalize = readNormalize(options.normalize ?? false);
  const confusion = normalize ? { ...counted, normalize } : counted;
  return new Chart({
    spec: confusionSpec(confusion),
    toText: (columns) => confusionText(confusion, columns),
  });
}

function readNormalize(normalize: boolean | Normalize): Normalize | undefined {
  if (typeof normalize === 'boolean') return normalize ? 'true' : undefined;
  return checkChoice<Normalize>(WHERE, 'normalize', normalize, ['true', 'pred', 'all']);
}
