import { getRandomState, type RandomState } from '../backends/random.js';
import type { DataPlace } from '../callbacks/fit-position.js';
import type { BatchSource, BatchStream, PendingBatch } from '../data/batch.js';
import { ValueError } from '../support/errors.js';

/**
 * The batches of epochs that may have a given number of steps. With `steps` the stream goes on from one epoch to the
 * next, as in Keras; without it, each epoch is one pass over the data.
 */
export class EpochBatches {
  #stream: BatchStream | null = null;
  #opened: RandomState | null = null;
  #taken = 0;
  #skipped = false;
  #left = 0;
  /** True once this epoch had a batch. */
  #gave = false;
  #warned = false;

  constructor(
    private readonly where: string,
    private readonly source: BatchSource,
    private readonly steps: number | null | undefined,
  ) {
    if (steps != null || source.endless !== true) return;
    const option = where === 'fit' ? 'stepsPerEpoch' : where.startsWith('fit') ? 'validationSteps' : 'steps';
    // A callback, or the stop button, may end a training.
    if (where === 'fit')
      console.warn(`fit: the data set never ends, nor does this epoch. ${option}: 100 would end it.`);
    else
      throw new ValueError(`${where}: expected data that ends; received a data set that repeats for ever.`, {
        fix: `${option}: 100`,
      });
  }

  /** Batches of an epoch; null while unknown. */
  get count(): number | null {
    return this.steps ?? this.source.batches;
  }

  get samples(): number | null {
    return this.steps == null ? this.source.samples : null;
  }

  /** No more batches are wanted: the source ends what it has begun, and the next epoch begins at the front. */
  async end(): Promise<void> {
    const stream = this.#stream;
    this.#stream = null;
    await stream?.close?.();
  }

  /** An epoch without a batch has no values: an error in the first one; later ones end the run with a warning. */
  refuseEmpty(first: boolean): void {
    const again = 'a function that begins a generator for each epoch';
    if (first) {
      throw new ValueError(`${this.where}: expected at least one sample; the data gave none.`, {
        fix: `data that is not empty; for a generator, one that is not spent, or ${again}`,
      });
    }
    console.warn(
      `${this.where}: the data gave no batch in this epoch, so training ends here. Give ${again}.`,
    );
  }

  /** How far the data was read since it was opened; null before. */
  get place(): DataPlace | null {
    return this.#stream === null || this.#opened === null
      ? null
      : { random: this.#opened, batches: this.#taken };
  }

  /** Opens the data and leaves this many batches out, to go on behind them; gives the last one of them. */
  async skip(count: number): Promise<PendingBatch | null> {
    this.#left = Number.POSITIVE_INFINITY;
    let last: PendingBatch | null = null;
    for (let i = 0; i < count; i++) {
      last?.dispose?.();
      last = await this.next();
      if (last !== null) continue;
      throw new ValueError(
        `${this.where}: expected at least ${count} batches to go on behind; the data gave ${i}.`,
        {
          fix: 'the data of the training that was stopped, in the same order',
        },
      );
    }
    this.#skipped = true;
    return last;
  }

  /** Begins an epoch, of which some batches may be done. */
  begin(done = 0): void {
    this.#left = (this.steps ?? Number.POSITIVE_INFINITY) - done;
    if (this.steps == null && !this.#skipped) this.#stream = null;
    this.#skipped = false;
    this.#gave = done > 0;
  }

  /** The next batch of the epoch, null at its end. */
  async next(): Promise<PendingBatch | null> {
    const batch = this.nextNow();
    return batch instanceof Promise ? await batch : batch;
  }

  /** The same without waiting where the source does not. */
  nextNow(): PendingBatch | null | Promise<PendingBatch | null> {
    if (this.#left <= 0) return null;
    this.#left -= 1;
    const began = this.#stream === null;
    if (this.#stream === null) {
      this.#opened = getRandomState();
      this.#taken = 0;
      this.#stream = this.source.open();
    }
    this.#taken += 1;
    const batch = this.#stream.next();
    return batch instanceof Promise
      ? batch.then((one) => this.#orAgain(one, began))
      : this.#orAgain(batch, began);
  }

  /** The data ended: that is the end of the epoch; with a number of steps an epoch begins with data that begins again. */
  #orAgain(batch: PendingBatch | null, began: boolean): PendingBatch | null | Promise<PendingBatch | null> {
    if (batch !== null) {
      this.#gave = true;
      return batch;
    }
    this.#stream = null;
    if (this.steps != null && !this.#gave && !began) {
      this.#left += 1;
      return this.nextNow();
    }
    this.#left = 0;
    if (this.steps != null && !this.#warned) {
      this.#warned = true;
      console.warn(
        `${this.where}: the data ran out before ${this.steps} steps an epoch; it has to give steps × epochs batches. ` +
          'Use repeat() on a data set, or a function that begins a generator for each epoch.',
      );
    }
    return null;
  }
}
