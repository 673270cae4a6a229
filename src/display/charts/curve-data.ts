import { inspect } from 'node:util';
import { checkOptions } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type ChartInput, chartClasses, chartValues, isChartInput } from './chart-values.js';

/** Scores: one a sample, one a sample and class, or those of several models under their names. */
export type CurveScores = ChartInput | Readonly<Record<string, ChartInput>>;

/** Options of {@link rocCurve} and {@link precisionRecallCurve}. */
export interface CurveOptions {
  /** Names of the classes, in the order of their numbers. */
  readonly classNames?: readonly string[];
  /** The class that is to be found; by default 1 of two classes, and each in turn of more. */
  readonly positive?: number;
}

/** How often samples above a threshold are right. */
export interface CurvePoint {
  /** Samples from this score on count as positive; the first point's is infinite: none does. */
  readonly threshold: number;
  /** Positive samples found. */
  readonly truePositives: number;
  /** Negative samples taken for positive ones. */
  readonly falsePositives: number;
}

/** All that can be read off the scores of one class: a point for each threshold that makes a difference. */
export interface RankedScores {
  /** Empty for the only curve. */
  readonly name: string;
  readonly positives: number;
  readonly negatives: number;
  /** From no sample to all samples. */
  readonly points: readonly CurvePoint[];
}

/** One curve of a classifier. */
export interface ScoreCurve {
  /** Of which model or class; empty for the only curve. */
  readonly name: string;
  /** The area under the points, joined by straight lines. */
  readonly auc: number;
  /** The mean precision, weighted by how much recall each threshold adds; of precision-recall curves only. */
  readonly averagePrecision?: number;
  /** From no sample to all samples. `x` and `y` are what the axes show. */
  readonly points: readonly { readonly x: number; readonly y: number; readonly threshold: number }[];
}

/** What a kind of curves has in common. */
export interface CurveKind {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** The height of a step belongs to its right end: precision does not fall in a straight line. */
  readonly steps: boolean;
  /** What guessing gives. */
  readonly chance: readonly (readonly [x: number, y: number])[];
}

/** Ranks the samples by their scores: one result a model or a class. `where` names the call in errors. */
export function rankScores(
  where: string,
  labels: ChartInput,
  scores: CurveScores,
  options: CurveOptions,
): RankedScores[] {
  checkOptions(where, options, ['classNames', 'positive']);
  const { classNames, positive } = options;
  const { classes, count } = readLabels(where, labels);
  if (isChartInput(scores)) {
    const table = readScores(`${where}: scores`, scores, classes.length);
    const several = table.columns > 2 || (count ?? 0) > 2 || classes.some((one) => one > 1);
    if (positive !== undefined || !several) return [single(where, '', classes, table, positive ?? 1)];
    return byClass(where, classes, table, classNames);
  }
  const entries = Object.entries(scores ?? {});
  if (entries.length === 0) {
    throw new ValueError(
      `${where}: scores must be numbers, or those of several models under names; received ${inspect(scores)}.`,
    );
  }
  return entries.map(([name, values]) => {
    const table = readScores(`${where}: scores of ${name}`, values, classes.length);
    if (positive === undefined && (table.columns > 2 || classes.some((one) => one > 1))) {
      throw new ValueError(
        `${where}: several models are compared on one class; received scores of ${table.columns} classes for ${name}.`,
        { fix: `charts.${where.split('.')[1]}(labels, scores, { positive: 0 })` },
      );
    }
    return single(where, name, classes, table, positive ?? 1);
  });
}

function readLabels(where: string, labels: ChartInput): ReturnType<typeof chartClasses> {
  const read = chartClasses(labels, `${where}: labels`);
  if (read.classes.length === 0)
    throw new ValueError(`${where}: expected at least one label; received none.`);
  return read;
}

interface ScoreTable {
  readonly values: ArrayLike<number>;
  readonly columns: number;
}

function readScores(where: string, scores: ChartInput, samples: number): ScoreTable {
  const { values, shape } = chartValues(scores, where);
  const columns = shape.length > 1 ? shape.at(-1)! : 1;
  if (values.length !== samples * columns) {
    throw new ShapeError(
      `${where} must be as many as labels, ${samples}; received ${values.length / Math.max(1, columns)}.`,
    );
  }
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index])) {
      throw new ValueError(
        `${where} must be numbers; received NaN for sample ${Math.floor(index / columns)}.`,
      );
    }
  }
  return { values, columns };
}

function single(
  where: string,
  name: string,
  classes: readonly number[],
  { values, columns }: ScoreTable,
  positive: number,
): RankedScores {
  if (!Number.isInteger(positive) || positive < 0 || (columns > 1 && positive >= columns)) {
    const range = columns > 1 ? ` below ${columns}` : '';
    throw new ValueError(`${where}: positive must be the number of a class${range}; received ${positive}.`);
  }
  const column = columns > 1 ? positive : 0;
  // A single score a sample says how much it is of class 1.
  const sign = columns === 1 && positive === 0 ? -1 : 1;
  const ranked = rank(
    name,
    classes.map((one) => one === positive),
    (index) => sign * values[index * columns + column]!,
  );
  if (ranked.positives === 0 || ranked.negatives === 0) {
    throw new ValueError(
      `${where}: labels must have samples of class ${positive} and of others; received only ${ranked.positives === 0 ? 'others' : `class ${positive}`}.`,
    );
  }
  return sign === 1
    ? ranked
    : { ...ranked, points: ranked.points.map((point) => ({ ...point, threshold: -point.threshold })) };
}

/** One class against all others, for each class that occurs. */
function byClass(
  where: string,
  classes: readonly number[],
  table: ScoreTable,
  names: readonly string[] | undefined,
): RankedScores[] {
  const largest = classes.reduce((a, b) => Math.max(a, b), 0);
  if (table.columns <= largest) {
    throw new ShapeError(
      `${where}: scores must have a column for each class, ${largest + 1}; received ${table.columns}.`,
    );
  }
  if (names && names.length !== table.columns) {
    throw new ValueError(`${where}: classNames must be ${table.columns} names; received ${names.length}.`);
  }
  const occurring = Array.from({ length: table.columns }, (_, one) => one).filter((one) => {
    const found = classes.filter((label) => label === one).length;
    return found > 0 && found < classes.length;
  });
  if (occurring.length === 0) {
    throw new ValueError(`${where}: labels must be of two classes or more; received one class only.`);
  }
  return occurring.map((one) => single(where, names?.[one] ?? String(one), classes, table, one));
}

/** Walks down the scores; samples of one score come together. */
function rank(name: string, isPositive: readonly boolean[], score: (index: number) => number): RankedScores {
  const order = isPositive.map((_, index) => index).sort((a, b) => score(b) - score(a));
  const points: CurvePoint[] = [{ threshold: Infinity, truePositives: 0, falsePositives: 0 }];
  let truePositives = 0;
  let falsePositives = 0;
  order.forEach((index, place) => {
    if (isPositive[index]) truePositives++;
    else falsePositives++;
    const threshold = score(index);
    const next = order[place + 1];
    if (next === undefined || score(next) !== threshold)
      points.push({ threshold, truePositives, falsePositives });
  });
  return { name, positives: truePositives, negatives: falsePositives, points };
}

/** The area under points that are joined by straight lines, from the smallest x to the largest. */
export function trapezoidArea(points: readonly (readonly [x: number, y: number])[]): number {
  let area = 0;
  for (let index = 1; index < points.length; index++) {
    const [x0, y0] = points[index - 1]!;
    const [x1, y1] = points[index]!;
    area += ((x1 - x0) * (y0 + y1)) / 2;
  }
  return area;
}
