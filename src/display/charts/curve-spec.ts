import { BLUE, GREY } from '../format/html.js';
import { formatFixed } from '../format/number.js';
import {
  chartConfig,
  csvData,
  SCHEMA,
  SERIES_COLORS,
  SERIES_DASHES,
  SMALL,
  type Spec,
} from './chart-style.js';
import type { CurveKind, ScoreCurve } from './curve-data.js';

const SIDE = 300;
/** More points than that are not seen on a line of so many pixels. */
const POINTS = 200;

/** The vega-lite specification of the curves of a classifier: y over x, both from 0 to 1. */
export function curveSpec(kind: CurveKind, curves: readonly ScoreCurve[]): Spec {
  const labels = curves.map((curve) =>
    curve.name === '' ? figures(curve) : `${curve.name}: ${figures(curve)}`,
  );
  const rows = curves.flatMap((curve, index) =>
    thinned(curve.points).map(({ x, y, threshold }, order) => [labels[index]!, order, x, y, threshold]),
  );
  const alone = curves.length === 1;
  const name = alone && curves[0]!.name === '' ? figures(curves[0]!) : labels.join(', ');
  const axis = (title: string) => ({ title, scale: { domain: [0, 1], nice: false }, axis: { tickCount: 5 } });
  return {
    $schema: SCHEMA,
    description: `${kind.title}, ${kind.y} over ${kind.x}: ${name}.`,
    title: {
      text: alone ? `${kind.title}, ${labels[0]}` : kind.title,
      ...(kind.chance.length > 0 && { subtitle: 'dotted: what guessing gives', subtitleFontSize: SMALL }),
    },
    width: SIDE,
    height: SIDE,
    layer: [
      ...(kind.chance.length === 0 ? [] : [chance(kind.chance)]),
      {
        data: csvData(['curve', 'order', 'x', 'y', 'threshold'], rows, ['order', 'x', 'y', 'threshold']),
        mark: {
          type: 'line',
          strokeWidth: 2,
          interpolate: kind.steps ? 'step-before' : 'linear',
          ...(alone && { color: BLUE }),
        },
        encoding: {
          x: { field: 'x', type: 'quantitative', ...axis(kind.x) },
          y: { field: 'y', type: 'quantitative', ...axis(kind.y) },
          order: { field: 'order', type: 'quantitative' },
          ...(!alone && seriesChannels('curve', labels)),
          tooltip: [
            ...(alone ? [] : [{ field: 'curve', type: 'nominal' }]),
            { field: 'x', type: 'quantitative', title: kind.x, format: '.4f' },
            { field: 'y', type: 'quantitative', title: kind.y, format: '.4f' },
            { field: 'threshold', type: 'quantitative', format: '.4~g' },
          ],
        },
      },
    ],
    config: chartConfig(),
  };
}

/** Colour and dashes by series, with a legend: colour is not the only sign. */
export function seriesChannels(field: string, names: readonly string[]): Spec {
  const scale = (range: readonly unknown[]) => ({
    domain: names,
    range: names.map((_, index) => range[index % range.length]),
  });
  const legend = {
    title: null,
    symbolType: 'stroke',
    symbolSize: 300,
    labelLimit: 340,
    labelFontSize: SMALL,
  };
  return {
    color: { field, type: 'nominal', scale: scale(SERIES_COLORS), legend },
    strokeDash: { field, type: 'nominal', scale: scale(SERIES_DASHES), legend },
  };
}

function figures({ auc, averagePrecision }: ScoreCurve): string {
  const area = `AUC ${formatFixed(auc, 4)}`;
  return averagePrecision === undefined
    ? area
    : `${area}, average precision ${formatFixed(averagePrecision, 4)}`;
}

function chance(points: CurveKind['chance']): Spec {
  return {
    data: { values: points.map(([x, y]) => ({ x, y })) },
    mark: { type: 'line', color: GREY, strokeDash: [2, 3], strokeWidth: 1 },
    encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
  };
}

/** Leaves out points between which nothing is seen, never the first or the last. */
function thinned(points: ScoreCurve['points']): ScoreCurve['points'] {
  if (points.length <= POINTS) return points;
  const step = 2 / POINTS;
  let last = points[0]!;
  return points.filter((point, index) => {
    const far = Math.abs(point.x - last.x) + Math.abs(point.y - last.y) >= step;
    if (index > 0 && !far && index < points.length - 1) return false;
    last = point;
    return true;
  });
}
