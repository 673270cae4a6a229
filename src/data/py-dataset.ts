import { permutation } from '../backends/random.js';
import { checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import type { BatchLike } from './batch-like.js';
import { aheadOf } from './stages/ahead-of.js';
import type { Stream } from './stream.js';

/** Options of {@link PyDataset}. */
export interface PyDatasetOptions {
  /** More than 1: further batches are asked for while one is in use, where `getItem` is asynchronous. 1 by default. */
  readonly workers?: number | undefined;
  /** There are no other processes: an error where it is true. */
  readonly useMultiprocessing?: boolean | undefined;
  /** How many batches are under way at most, where there are several workers; 10 by default. */
  readonly maxQueueSize?: number | undefined;
}

/**
 * A data set that gives each batch by its number: a class of one's own says how many there are, `length`, and what the
 * batch `index` is, `getItem(index)`: `[x]`, `[x, y]` or `[x, y, sampleWeight]`, at once or as a promise. `fit` takes the
 * batches in a new order in each epoch unless `shuffle` is false; `evaluate` and `predict` one after the other.
 * A `length` of null has no end, and fit needs `stepsPerEpoch`.
 *
 * @throws ValueError for `useMultiprocessing: true`
 * @see https://keras.io/api/utils/python_utils/#pydataset-class
 * @example
 * class Squares extends utils.PyDataset {
 *   override get length() {
 *     return 4;
 *   }
 *   override getItem(index: number): [Tensor, Tensor] {
 *     const x = tf.range(index * 8, index * 8 + 8).reshape([8, 1]);
 *     return [x, x.square()];
 *   }
 * }
 * const model = new Sequential([new layers.Dense({ units: 1 })]);
 * model.compile({ optimizer: 'sgd', loss: 'mse' });
 * await model.evaluate(new Squares());
 */
export abstract class PyDataset<B extends BatchLike = BatchLike> implements AsyncIterable<B> {
  readonly workers: number;
  readonly maxQueueSize: number;

  constructor(options: PyDatasetOptions = {}) {
    const where = new.target.name;
    const {
      workers = 1,
      useMultiprocessing = false,
      maxQueueSize = 10,
    } = checkOptions(where, options, ['workers', 'useMultiprocessing', 'maxQueueSize']);
    if (useMultiprocessing) {
      throw new ValueError(`${where}: useMultiprocessing is not there; getItem runs in this process.`, {
        fix: 'data.Dataset.range(n).map(fn, { numParallelCalls: data.AUTOTUNE }) runs functions in threads',
      });
    }
    this.workers = checkPositiveInteger(where, 'workers', workers);
    this.maxQueueSize = checkPositiveInteger(where, 'maxQueueSize', maxQueueSize);
  }

  /** The number of batches; null: without end. */
  abstract readonly length: number | null;

  /** Batch number `index`, from 0 on. */
  abstract getItem(index: number): B | Promise<B>;

  /** Called before the first batch of a pass over the data. */
  onEpochBegin(): void {}

  /** Called after the last batch of a pass over the data. */
  onEpochEnd(): void {}

  /** Keras's name of {@link length}. */
  get numBatches(): number | null {
    return this.length;
  }

  /** The batches in their order. */
  async *[Symbol.asyncIterator](): AsyncGenerator<B, void, undefined> {
    const { length } = this;
    for (let index = 0; length === null || index < length; index++) yield await this.getItem(index);
  }
}

/** One pass over the data, with the hooks around it. */
export function pyDatasetBatches<B extends BatchLike>(
  dataset: PyDataset<B>,
  shuffle: boolean,
): Stream<BatchLike> {
  const { length, workers, maxQueueSize } = dataset;
  if (length !== null && !(Number.isInteger(length) && length > 0)) {
    throw new ValueError(
      `${dataset.constructor.name}: length must be the number of batches, or null; received ${show(length)}.`,
    );
  }
  const order = shuffle && length !== null ? permutation(length) : null;
  let number = 0;
  const numbers: Stream<number> = {
    next: () => (length !== null && number >= length ? null : (order?.[number++] ?? number++)),
  };
  let begun = false;
  const next = aheadOf(
    numbers,
    (index) => (index === null ? null : (dataset.getItem(index) as BatchLike | Promise<BatchLike>)),
    workers > 1 ? maxQueueSize : 1,
    true,
  );
  const ended = (batch: BatchLike | null): BatchLike | null => {
    if (batch === null) dataset.onEpochEnd();
    return batch;
  };
  return {
    next() {
      if (!begun) dataset.onEpochBegin();
      begun = true;
      const batch = next();
      return batch instanceof Promise ? batch.then(ended) : ended(batch);
    },
  };
}
