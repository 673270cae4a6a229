import { checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Callback } from './callback.js';
import type { Logs } from './training.js';

/** Options of {@link TerminateOnNaN}. */
export interface TerminateOnNaNOptions {
  /** True: an error instead of a quiet end. */
  readonly raiseError?: boolean;
}

/**
 * Stops training when the loss is not a finite number. It has the loss read at every batch.
 * See https://keras.io/api/callbacks/terminate_on_nan/.
 *
 * @example
 * new callbacks.TerminateOnNaN();
 */
export class TerminateOnNaN extends Callback {
  readonly #raiseError: boolean;

  constructor(options: TerminateOnNaNOptions = {}) {
    super();
    checkOptions('TerminateOnNaN', options, ['raiseError']);
    this.#raiseError = options.raiseError ?? false;
  }

  override onBatchEnd(batch: number, logs: Logs): void {
    const { loss } = logs;
    if (loss === undefined || Number.isFinite(loss)) return;
    if (this.#raiseError) {
      throw new ValueError(`TerminateOnNaN: expected a finite loss; received ${loss} at batch ${batch}.`);
    }
    console.log(`Batch ${batch}: Invalid loss, terminating training`);
    this.model.stopTraining = true;
  }
}
