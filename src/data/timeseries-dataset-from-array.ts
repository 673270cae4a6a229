import type * as tf from '@tensorflow/tfjs-core';
import { checkNaturalNumber, checkNumber, checkOptions, checkPositiveInteger } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { flatten, type Nested } from '../support/structure.js';
import type { Column, ColumnLike } from './column.js';
import { Dataset } from './dataset.js';
import { ELEMENTS, type Element } from './element.js';
import type { HostTensor } from './host-tensor.js';
import { type SliceLike, tensorSlices } from './sources/tensor-slices.js';
import type { Stage } from './stage.js';
import { chain } from './stream.js';
import { TensorSpec } from './tensor-spec.js';

/** Options of {@link timeseriesDatasetFromArray}. */
export interface TimeseriesOptions {
  /** Time steps from one step of a sequence to the next; 1 by default. */
  readonly samplingRate?: number | undefined;
  /** Time steps from one sequence to the next; 1 by default. */
  readonly sequenceStride?: number | undefined;
  /** Sequences of a batch, 128 by default; null: single sequences. */
  readonly batchSize?: number | null | undefined;
  /** True: in a random order, a new one in each reading. */
  readonly shuffle?: boolean | undefined;
  /** Fixes that order. */
  readonly seed?: number | null | undefined;
  /** The first time step that is used; 0 by default. */
  readonly startIndex?: number | null | undefined;
  /** The first time step that is not used any more; all are by default. */
  readonly endIndex?: number | null | undefined;
}

/** The same with the length of a sequence, in place of the argument before them. */
export interface TimeseriesOptionsWithLength extends TimeseriesOptions {
  readonly sequenceLength: number;
}

const WHERE = 'timeseriesDatasetFromArray';
const OPTIONS = [
  'samplingRate',
  'sequenceStride',
  'batchSize',
  'shuffle',
  'seed',
  'startIndex',
  'endIndex',
] as const;

/**
 * Batches of sequences `[batch, sequenceLength, ...features]` out of a series `[time, ...features]`, with the target at the
 * time step where each sequence begins: `[sequences, targets]`, or the sequences alone where `targets` is null.
 *
 * @throws ValueError for numbers that do not fit the length of the series
 * @see https://keras.io/api/data_loading/timeseries/#timeseriesdatasetfromarray-function
 * @example
 * const series = tf.range(0, 100);
 * const dataset = utils.timeseriesDatasetFromArray(series.slice(0, 90), series.slice(10), 10, { batchSize: 8 });
 * for await (const [x, y] of dataset.take(1)) console.log(x.shape, y.shape); // [8, 10] [8]
 */
export function timeseriesDatasetFromArray(
  data: ColumnLike,
  targets: null | undefined,
  sequenceLength: number | TimeseriesOptionsWithLength,
  options?: TimeseriesOptions,
): Dataset<tf.Tensor>;
export function timeseriesDatasetFromArray(
  data: ColumnLike,
  targets: ColumnLike,
  sequenceLength: number | TimeseriesOptionsWithLength,
  options?: TimeseriesOptions,
): Dataset<[sequences: tf.Tensor, targets: tf.Tensor]>;
export function timeseriesDatasetFromArray(
  data: ColumnLike,
  targets: ColumnLike | null | undefined,
  lengthOrOptions: number | TimeseriesOptionsWithLength,
  options: TimeseriesOptions = {},
): Dataset<never> {
  const { sequenceLength, ...others } =
    typeof lengthOrOptions === 'object' ? lengthOrOptions : { ...options, sequenceLength: lengthOrOptions };
  const series = seriesOf('data', data);
  const labels = targets == null ? null : seriesOf('targets', targets);
  checkPositiveInteger(WHERE, 'sequenceLength', sequenceLength);
  const { samplingRate, sequenceStride, batchSize, shuffle, seed, start, end } = checked(
    series.length,
    others,
  );
  const before = (sequenceLength - 1) * samplingRate;
  const count = Math.min(end - start - before, labels === null ? Infinity : labels.length - start);
  if (count <= 0) {
    throw new ValueError(
      `${WHERE}: expected at least one sequence; ${end - start} time steps hold none of ${sequenceLength} steps at a rate of ${samplingRate}` +
        `${labels === null ? '.' : `, with ${labels.length} targets.`}`,
    );
  }
  const starts = Int32Array.from(
    { length: Math.ceil(count / sequenceStride) },
    (_, i) => start + i * sequenceStride,
  );
  const positions = Dataset.fromTensorSlices(starts);
  const mixed = shuffle ? positions.shuffle(starts.length, { seed }) : positions;
  const sequences = Dataset.fromStage(windows(mixed[ELEMENTS], series, labels, sequenceLength, samplingRate));
  return (batchSize === null ? sequences : sequences.batch(batchSize)) as Dataset<never>;
}

function seriesOf(what: string, given: ColumnLike): Column {
  const columns = flatten(tensorSlices(given as SliceLike).columns as Nested<Column>);
  if (columns.length === 1) return columns[0] as Column;
  throw new ValueError(`${WHERE}: expected one array or tensor as ${what}; received several.`);
}

function checked(steps: number, options: TimeseriesOptions) {
  const {
    samplingRate = 1,
    sequenceStride = 1,
    batchSize = 128,
    shuffle = false,
    seed = null,
  } = checkOptions(WHERE, options, OPTIONS);
  const start = options.startIndex ?? 0;
  const end = options.endIndex ?? steps;
  const below = (limit: number) => (value: number) => Number.isInteger(value) && value > 0 && value < limit;
  const expected = `an integer above 0 and below the ${steps} time steps`;
  checkNumber(WHERE, 'samplingRate', samplingRate, expected, below(steps));
  checkNumber(WHERE, 'sequenceStride', sequenceStride, expected, below(steps));
  if (batchSize !== null) checkPositiveInteger(WHERE, 'batchSize', batchSize);
  if (seed !== null) checkNaturalNumber(WHERE, 'seed', seed);
  checkNumber(
    WHERE,
    'startIndex',
    start,
    `an integer of at least 0, below the ${steps} time steps`,
    (value) => Number.isInteger(value) && value >= 0 && value < steps,
  );
  checkNumber(
    WHERE,
    'endIndex',
    end,
    `an integer above startIndex, ${start}, up to the ${steps} time steps`,
    (value) => Number.isInteger(value) && value > start && value <= steps,
  );
  return { samplingRate, sequenceStride, batchSize, shuffle, seed, start, end };
}

/** The sequence that begins at each position, and its target. */
function windows(
  positions: Stage<Element>,
  series: Column,
  labels: Column | null,
  length: number,
  rate: number,
): Stage<Element> {
  const sequence = new TensorSpec({ shape: [length, ...series.rowShape], dtype: series.dtype });
  return {
    name: WHERE,
    details: `${length} steps`,
    cardinality: positions.cardinality,
    spec: () =>
      labels === null
        ? sequence
        : [sequence, new TensorSpec({ shape: labels.rowShape, dtype: labels.dtype })],
    open() {
      const stream = positions.open();
      const element = (position: Element | null): Element | null => {
        if (position === null) return null;
        const start = (position as HostTensor).values[0] as number;
        const steps = Int32Array.from({ length }, (_, i) => start + i * rate);
        const found = series.rows(steps, 0, length);
        return labels === null ? found : [found, labels.at(start)];
      };
      return { next: () => chain(stream.next(), element), close: () => stream.close?.() };
    },
  };
}
