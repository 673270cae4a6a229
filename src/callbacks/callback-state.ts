import type { Tensor } from '@tensorflow/tfjs-core';

/** What a backup of a training keeps of a callback. */
export interface CallbackState {
  /** Plain values: what JSON can have, also NaN and infinities. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Who restores it has to clone those that it keeps. */
  readonly tensors?: readonly Tensor[];
}

/** What can tell its state, and take it back: every callback. */
export interface KeepsState {
  backupState(): CallbackState | undefined;
  restoreState(state: CallbackState): void;
}
