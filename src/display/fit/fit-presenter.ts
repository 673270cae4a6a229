import type { FitState } from '../fit-data.js';

/** Shows a training from its first batch to its end. Every method but `finish` is cheap and synchronous. */
export interface FitPresenter {
  /**
   * True if an update would be shown now. Reading the metrics waits for the device, so the trainer asks first and
   * collects a {@link FitState} only then, and at the end of every epoch.
   */
  due(): boolean;
  /** Shows how training stands, unless something was shown a moment ago; the end of an epoch is never lost. */
  update(state: FitState): void;
  /** Shows how training ended. Resolves when the last picture has been drawn. */
  finish(state: FitState): Promise<void>;
  /** Training failed before it began: what was shown says so, and nothing new is shown. */
  abandon(state: FitState): void;
}
