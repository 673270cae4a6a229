import type { ChartInput } from './chart-values.js';
import { CurveChart } from './curve-chart.js';
import {
  type CurveKind,
  type CurveOptions,
  type CurveScores,
  rankScores,
  trapezoidArea,
} from './curve-data.js';

const WHERE = 'charts.rocCurve';
const KIND: CurveKind = {
  title: 'ROC',
  x: 'false positive rate',
  y: 'true positive rate',
  steps: false,
  chance: [
    [0, 0],
    [1, 1],
  ],
};

/**
 * Receiver operating characteristic: how many positive samples are found against how many negative ones are taken for
 * positive, over all thresholds. `auc` is the area, as scikit-learn's `roc_auc_score` has it.
 *
 * Labels are class numbers or one-hot rows. Scores are one number a sample (of class 1), a row with one for each class
 * (each class against all others), or those of several models under their names.
 *
 * @throws ShapeError if scores and labels are not equally many, ValueError if only one class occurs.
 *
 * Source: https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_curve.html
 *
 * @example
 * const chart = charts.rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * chart.auc; // 0.75
 */
export function rocCurve(labels: ChartInput, scores: CurveScores, options: CurveOptions = {}): CurveChart {
  const curves = rankScores(WHERE, labels, scores, options).map(({ name, positives, negatives, points }) => {
    const rates = points.map(({ threshold, truePositives, falsePositives }) => ({
      x: falsePositives / negatives,
      y: truePositives / positives,
      threshold,
    }));
    return { name, auc: trapezoidArea(rates.map(({ x, y }) => [x, y])), points: rates };
  });
  return new CurveChart(KIND, curves);
}
