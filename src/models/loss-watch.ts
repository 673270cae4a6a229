import * as tf from '@tensorflow/tfjs-core';

/**
 * Finds the first batch whose loss is NaN without reading every loss: the scalars are kept and looked at together, a few
 * times a second. Training goes on, as in Keras; one warning names epoch and batch.
 */
export class LossWatch {
  #losses: tf.Tensor[] = [];
  #first = 0;
  #warned = false;

  /** Begins an epoch. */
  begin(): void {
    this.#drop();
    this.#first = 0;
  }

  /** Keeps the loss of a step, or those of several in one tensor; call it inside the step. */
  add(loss: tf.Tensor): void {
    if (!this.#warned) this.#losses.push(tf.keep(loss.clone()));
  }

  /** Looks at what was kept. */
  async look(epoch: number): Promise<void> {
    if (this.#losses.length === 0) return;
    const stacked = tf.tidy(() =>
      tf.concat(this.#losses.map((loss) => (loss.rank === 1 ? loss : tf.reshape(loss, [1])))),
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
    for (const loss of this.#losses) loss.dispose();
    this.#losses = [];
  }
}
