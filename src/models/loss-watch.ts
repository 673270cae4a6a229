import * as tf from '@tensorflow/tfjs-core';
import type { EachValue } from '../backends/recording/step-function.js';

/** Looking waits for what is being computed. */
const EVERY_MS = 1000;

/**
 * Finds the first batch whose loss is NaN without reading every loss: the scalars are kept and looked at together, a few
 * times a second. Training goes on, as in Keras; one warning names epoch and batch.
 */
export class LossWatch {
  #losses: EachValue[] = [];
  #looked = performance.now();
  #first = 0;
  #warned = false;

  /** Begins an epoch. */
  begin(): void {
    this.#drop();
    this.#first = 0;
  }

  /** Keeps the loss of a step, or those of several in one tensor; call it inside the step. */
  add({ values, batches }: EachValue): void {
    if (!this.#warned) this.#losses.push({ values: tf.keep(values.clone()), batches });
  }

  /** Looks at what was kept, where that was not done just before; sooner where the backend was waited for. */
  async glance(epoch: number, waited: boolean): Promise<void> {
    if (performance.now() - this.#looked >= (waited ? EVERY_MS / 4 : EVERY_MS)) await this.look(epoch);
  }

  /** Looks at what was kept. */
  async look(epoch: number): Promise<void> {
    this.#looked = performance.now();
    if (this.#losses.length === 0) return;
    const stacked = tf.tidy(() =>
      tf.concat(this.#losses.map(({ values, batches }) => tf.slice(tf.reshape(values, [-1]), 0, batches))),
    );
    const first = this.#first;
    this.#first += stacked.size;
    this.#drop();
    const values = await stacked.data();
    stacked.dispose();
    const at = values.findIndex((value) => Number.isNaN(value));
    if (at < 0 || this.#warned) return;
    this.#warned = true;
    console.warn(
      `fit: the loss is NaN from epoch ${epoch + 1}, batch ${first + at + 1} on. Training goes on. ` +
        'A lower learning rate, clipnorm, or a look at the data may help; callbacks.TerminateOnNaN stops at once.',
    );
  }

  /** Gives back what is kept. */
  end(): void {
    this.#drop();
  }

  #drop(): void {
    for (const { values } of this.#losses) values.dispose();
    this.#losses = [];
  }
}
