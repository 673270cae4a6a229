import { Chart } from './chart.js';
import type { ChartInput } from './chart-values.js';
import { countPairs, givenCounts } from './confusion-data.js';
import { confusionSpec } from './confusion-spec.js';
import { confusionText } from './confusion-text.js';

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions {
  /** Names of the classes, in the order of their numbers. */
  readonly classNames?: readonly string[];
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
  const confusion = isInput(second)
    ? countPairs(first, second, third.classNames)
    : givenCounts(first, second?.classNames);
  return new Chart({
    spec: confusionSpec(confusion),
    toText: (columns) => confusionText(confusion, columns),
  });
}

function isInput(value: ChartInput | ConfusionMatrixOptions | undefined): value is ChartInput {
  return value !== undefined && (Array.isArray(value) || ArrayBuffer.isView(value) || 'dataSync' in value);
}
