import { Chart } from './chart.js';
import type { CurveKind, ScoreCurve } from './curve-data.js';
import { curveSpec } from './curve-spec.js';
import { curveText } from './curve-text.js';

/** Curves of a classifier as a chart, with the areas under them. */
export class CurveChart extends Chart {
  readonly curves: readonly ScoreCurve[];

  constructor(kind: CurveKind, curves: readonly ScoreCurve[]) {
    super({ spec: curveSpec(kind, curves), toText: (columns) => curveText(kind, curves, columns) });
    this.curves = curves;
  }

  /** The area under the curve; with several the mean of their areas. */
  get auc(): number {
    return mean(this.curves.map(({ auc }) => auc));
  }

  /** The average precision, of several curves the mean; NaN for other curves. */
  get averagePrecision(): number {
    return mean(this.curves.map((curve) => curve.averagePrecision ?? Number.NaN));
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
