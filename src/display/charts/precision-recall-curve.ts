import type { ChartInput } from './chart-values.js';
import { CurveChart } from './curve-chart.js';
import {
  type CurveKind,
  type CurveOptions,
  type CurveScores,
  rankScores,
  trapezoidArea,
} from './curve-data.js';

const WHERE = 'charts.precisionRecallCurve';

/**
 * Precision over recall: how many of the samples that are taken for positive are so, against how many of the positive
 * ones are found, over all thresholds. `auc` is the area under the joined points (scikit-learn's
 * `auc(recall, precision)`), `averagePrecision` that of the steps (`average_precision_score`).
 *
 * Labels and scores are those of `charts.rocCurve`.
 *
 * @throws ShapeError if scores and labels are not equally many, ValueError if only one class occurs.
 *
 * Source: https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_recall_curve.html
 *
 * @example
 * const chart = charts.precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * chart.averagePrecision; // 0.8333
 */
export function precisionRecallCurve(
  labels: ChartInput,
  scores: CurveScores,
  options: CurveOptions = {},
): CurveChart {
  const ranked = rankScores(WHERE, labels, scores, options);
  const curves = ranked.map(({ name, positives, points }) => {
    const rates = points.map(({ threshold, truePositives, falsePositives }, index) => ({
      x: truePositives / positives,
      // Where nothing is taken for positive, nothing is wrong.
      y: index === 0 ? 1 : truePositives / (truePositives + falsePositives),
      threshold,
    }));
    // Behind the threshold that finds all positive samples precision only falls.
    const full = rates.findIndex(({ x }) => x === 1);
    const seen = rates.slice(0, full + 1);
    const averagePrecision = seen.reduce(
      (sum, { x, y }, index) => sum + (x - (seen[index - 1]?.x ?? 0)) * y,
      0,
    );
    return { name, auc: trapezoidArea(seen.map(({ x, y }) => [x, y])), averagePrecision, points: seen };
  });
  const [first] = ranked;
  const share = first!.positives / (first!.positives + first!.negatives);
  const sameChance = ranked.every((one) => one.positives === first!.positives);
  const kind: CurveKind = {
    title: 'Precision over recall',
    x: 'recall',
    y: 'precision',
    steps: true,
    chance: sameChance
      ? [
          [0, share],
          [1, share],
        ]
      : [],
  };
  return new CurveChart(kind, curves);
}
