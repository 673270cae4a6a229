import { formatFixed } from '../format/number.js';
import { type PlotPoint, plotLines } from '../format/plot.js';
import { textTable } from '../format/text.js';
import type { CurveKind, ScoreCurve } from './curve-data.js';

/** Values of x at which the text form tells y. */
const MARKS = [0.01, 0.05, 0.1, 0.5, 0.9];

/** The text form of curves: their areas, values at a few places, and a drawing. */
export function curveText(kind: CurveKind, curves: readonly ScoreCurve[], columns: number): string {
  const named = curves.some(({ name }) => name !== '');
  const precision = curves.some(({ averagePrecision }) => averagePrecision !== undefined);
  const { lines } = textTable(
    [
      ...(named ? [{ head: '', align: 'left' } as const] : []),
      { head: 'AUC', align: 'right' },
      ...(precision ? [{ head: 'average precision', align: 'right' } as const] : []),
      ...MARKS.map((mark) => ({ head: `at ${mark}`, align: 'right' }) as const),
    ],
    curves.map((curve) => [
      ...(named ? [curve.name] : []),
      formatFixed(curve.auc, 4),
      ...(precision ? [formatFixed(curve.averagePrecision ?? Number.NaN, 4)] : []),
      ...MARKS.map((mark) => formatFixed(valueAt(curve, mark, kind.steps), 4)),
    ]),
  );
  const plot = plotLines(
    curves.map((curve) => drawnPoints(curve, kind.steps)),
    { width: Math.max(20, Math.min(40, columns - 4)) },
  );
  return [`${kind.title}: ${kind.y} at ${kind.x}`, '', ...lines, '', ...plot].join('\n');
}

/** The value of a curve at `x`: on the line between two points, or of the step. */
function valueAt({ points }: ScoreCurve, x: number, steps: boolean): number {
  const next = points.findIndex((point) => point.x >= x);
  const after = points[next]!;
  const before = points[next - 1];
  if (steps || !before || after.x === x) {
    // Of several points above one another the highest counts.
    return points.reduce((best, point) => (point.x === after.x ? Math.max(best, point.y) : best), 0);
  }
  return before.y + ((after.y - before.y) * (x - before.x)) / (after.x - before.x);
}

function drawnPoints({ points }: ScoreCurve, steps: boolean): PlotPoint[] {
  return points.flatMap(({ x, y }, index): PlotPoint[] =>
    steps && index > 0
      ? [
          [points[index - 1]!.x, y],
          [x, y],
        ]
      : [[x, y]],
  );
}
