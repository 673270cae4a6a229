import { makeDefaultSeed } from '../backends/random.js';
import { checkNaturalNumber, checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { checkInterrupt } from '../support/interrupt.js';
import { flatten } from '../support/structure.js';
import { unawaited } from '../support/unawaited.js';
import { Dataset } from './dataset.js';
import { ELEMENTS, type Element, toHost } from './element.js';
import type { Slices } from './element-types.js';
import { HostTensor } from './host-tensor.js';
import type { SliceLike } from './sources/tensor-slices.js';
import { listStage } from './stage.js';

/** Options of {@link splitDataset}. */
export interface SplitDatasetOptions {
  /** Samples on the left: an integer, or a share between 0 and 1; what `rightSize` leaves by default. */
  readonly leftSize?: number | null | undefined;
  /** Samples on the right, likewise. */
  readonly rightSize?: number | null | undefined;
  /** True: in a random order. */
  readonly shuffle?: boolean | undefined;
  /** Fixes that order. */
  readonly seed?: number | null | undefined;
}

const WHERE = 'splitDataset';

/**
 * Two data sets, the left and the right part of one: of arrays and tensors with equally many rows, or of a Dataset, which
 * is read to its end and kept in memory; that takes an `await`. A batched Dataset is split by its samples, and
 * both parts have batches of the same size.
 *
 * @throws ValueError for sizes that do not fit, or a part that would be empty
 * @see https://keras.io/api/utils/python_utils/#splitdataset-function
 * @example
 * const [training, validation] = utils.splitDataset(tf.range(0, 10), { leftSize: 0.8 });
 * console.log(training.cardinality(), validation.cardinality()); // 8 2
 */
export function splitDataset<T>(
  dataset: Dataset<T>,
  options: SplitDatasetOptions,
): Promise<[left: Dataset<T>, right: Dataset<T>]>;
export function splitDataset<const D extends SliceLike>(
  arrays: D,
  options: SplitDatasetOptions,
): [left: Dataset<Slices<D>>, right: Dataset<Slices<D>>];
export function splitDataset(
  given: Dataset<unknown> | SliceLike,
  options: SplitDatasetOptions = {},
): [Dataset<unknown>, Dataset<unknown>] | Promise<[Dataset<unknown>, Dataset<unknown>]> {
  checkOptions(WHERE, options, ['leftSize', 'rightSize', 'shuffle', 'seed']);
  if (!(given instanceof Dataset)) return parts(Dataset.fromTensorSlices(given as never), options);
  return unawaited(partsOfDataset(given, options), {
    where: WHERE,
    fix: 'const [left, right] = await utils.splitDataset(dataset, { leftSize: 0.8 })',
  });
}

async function partsOfDataset(
  dataset: Dataset<unknown>,
  options: SplitDatasetOptions,
): Promise<[Dataset<unknown>, Dataset<unknown>]> {
  if (dataset.cardinality() === Infinity) {
    throw new ValueError(`${WHERE}: expected a data set that ends; received one that repeats for ever.`);
  }
  const isBatched = dataset[ELEMENTS].name === 'batch';
  let batchSize = 0;
  const elements: Element[] = [];
  const stream = dataset[ELEMENTS].open();
  try {
    for (let next = await stream.next(); next !== null; next = await stream.next()) {
      checkInterrupt();
      const element = await toHost(next);
      if (!isBatched) elements.push(element);
      else {
        const rows = rowsOf(element);
        batchSize ||= rows.length;
        for (const row of rows) elements.push(row);
      }
    }
  } finally {
    await stream.close?.();
  }
  const [left, right] = parts(Dataset.fromStage(listStage(WHERE, `${elements.length}`, elements)), options);
  return isBatched ? [left.batch(batchSize), right.batch(batchSize)] : [left, right];
}

/** The samples of a batch. */
function rowsOf(batch: Element): Element[] {
  const [first] = flatten(batch);
  const rows = (first as HostTensor).shape[0] as number;
  return Array.from({ length: rows }, (_, row) => rowOf(batch, row));
}

function rowOf(batch: Element, row: number): Element {
  if (batch instanceof HostTensor) return batch.at(row);
  if (Array.isArray(batch)) return batch.map((part: Element) => rowOf(part, row));
  const parts = Object.entries(batch as { readonly [name: string]: Element });
  return Object.fromEntries(parts.map(([key, part]) => [key, rowOf(part, row)]));
}

function parts(
  all: Dataset<unknown>,
  { leftSize = null, rightSize = null, shuffle = false, seed = null }: SplitDatasetOptions,
): [Dataset<unknown>, Dataset<unknown>] {
  if (seed !== null) checkNaturalNumber(WHERE, 'seed', seed);
  const total = all.cardinality() as number;
  if (leftSize === null && rightSize === null) {
    throw new ValueError(`${WHERE}: expected leftSize or rightSize; received neither.`, {
      fix: 'leftSize: 0.8',
    });
  }
  const left =
    leftSize === null ? total - count('rightSize', rightSize, total) : count('leftSize', leftSize, total);
  const right = rightSize === null ? total - left : count('rightSize', rightSize, total);
  if (left + right > total || left === 0 || right === 0) {
    throw new ValueError(
      `${WHERE}: expected two parts that are not empty and have at most the ${total} samples that there are; ` +
        `received ${left} and ${right}.`,
    );
  }
  // Both parts are taken from one order, whenever they are read.
  const order = { seed: seed ?? makeDefaultSeed(), reshuffleEachIteration: false };
  const ordered = shuffle ? all.shuffle(total, order) : all;
  return [ordered.take(left), ordered.skip(total - right)];
}

/** A size in samples; halves are rounded to even numbers, as Python rounds. */
function count(what: string, size: number | null, total: number): number {
  if (typeof size === 'number' && size > 0 && size < 1) {
    const exact = size * total;
    const near = Math.round(exact);
    return near - exact === 0.5 && near % 2 === 1 ? near - 1 : near;
  }
  if (Number.isInteger(size) && (size as number) > 0 && (size as number) < total) return size as number;
  throw new ValueError(
    `${WHERE}: ${what} must be an integer between 0 and ${total}, or a share between 0 and 1; received ${show(size)}.`,
  );
}
