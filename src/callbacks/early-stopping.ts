import type { Tensor } from '@tensorflow/tfjs-core';
import { checkNaturalNumber, checkOptions } from '../support/check.js';
import type { CallbackState } from './callback-state.js';
import { MonitorCallback, type MonitorOptions } from './monitor-callback.js';
import type { Logs } from './training.js';

/** Options of {@link EarlyStopping}. */
export interface EarlyStoppingOptions extends MonitorOptions {
  /** Epochs without a better value before training stops; 0 by default. */
  readonly patience?: number;
  /** 1 prints when it stops and what it restores. */
  readonly verbose?: 0 | 1;
  /** A value that has to be beaten for an epoch to count as better. */
  readonly baseline?: number | null;
  /** True: the weights of the best epoch come back at the end. */
  readonly restoreBestWeights?: boolean;
  /** The first epoch (from 0) that counts. */
  readonly startFromEpoch?: number;
}

/**
 * Stops training when the watched value does not get better any more.
 * See https://keras.io/api/callbacks/early_stopping/.
 *
 * @example
 * new callbacks.EarlyStopping({ monitor: 'val_loss', patience: 3, restoreBestWeights: true });
 */
export class EarlyStopping extends MonitorCallback {
  readonly patience: number;
  readonly baseline: number | null;
  readonly restoreBestWeights: boolean;
  readonly startFromEpoch: number;
  readonly verbose: 0 | 1;
  /** The best value so far; null before the first. */
  best: number | null = null;
  /** The epoch (from 0) of the best value. */
  bestEpoch = 0;
  /** The epoch after which it stopped; 0 if it did not. */
  stoppedEpoch = 0;
  /** Epochs since the best value. */
  wait = 0;
  #bestWeights: Tensor[] | null = null;

  constructor(options: EarlyStoppingOptions = {}) {
    checkOptions('EarlyStopping', options, [
      'monitor',
      'mode',
      'minDelta',
      'patience',
      'verbose',
      'baseline',
      'restoreBestWeights',
      'startFromEpoch',
    ]);
    super('EarlyStopping', options);
    this.patience = checkNaturalNumber('EarlyStopping', 'patience', options.patience ?? 0);
    this.baseline = options.baseline ?? null;
    this.restoreBestWeights = options.restoreBestWeights ?? false;
    this.startFromEpoch = checkNaturalNumber('EarlyStopping', 'startFromEpoch', options.startFromEpoch ?? 0);
    this.verbose = options.verbose ?? 0;
  }

  override onTrainBegin(): void {
    this.wait = 0;
    this.stoppedEpoch = 0;
    this.best = null;
    this.bestEpoch = 0;
    this.#forget();
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    const current = this.watched(logs);
    if (current === undefined || epoch < this.startFromEpoch) return;
    if (this.restoreBestWeights && this.#bestWeights === null) this.#remember(epoch);
    this.wait += 1;
    if (this.isBetter(current, this.best)) {
      this.best = current;
      this.bestEpoch = epoch;
      if (this.restoreBestWeights) this.#remember(epoch);
      if (this.baseline === null || this.isBetter(current, this.baseline)) this.wait = 0;
      return;
    }
    if (this.wait >= this.patience && epoch > 0) {
      this.stoppedEpoch = epoch;
      this.model.stopTraining = true;
    }
  }

  override onTrainEnd(): void {
    if (this.stoppedEpoch > 0 && this.verbose > 0)
      console.log(`Epoch ${this.stoppedEpoch + 1}: early stopping`);
    if (this.#bestWeights === null) return;
    if (this.verbose > 0) {
      console.log(`Restoring model weights from the end of the best epoch: ${this.bestEpoch + 1}.`);
    }
    this.model.setWeights(this.#bestWeights);
    this.#forget();
  }

  override onTrainInterrupt(): void {
    this.#forget();
  }

  override backupState(): CallbackState {
    const { best, bestEpoch, stoppedEpoch, wait } = this;
    return { values: { best, bestEpoch, stoppedEpoch, wait }, tensors: this.#bestWeights ?? [] };
  }

  override restoreState({ values, tensors = [] }: CallbackState): void {
    Object.assign(this, values);
    this.#forget();
    if (tensors.length > 0) this.#bestWeights = tensors.map((weight) => weight.clone());
  }

  #remember(epoch: number): void {
    this.#forget();
    this.#bestWeights = this.model.getWeights();
    this.bestEpoch = epoch;
  }

  #forget(): void {
    for (const weight of this.#bestWeights ?? []) weight.dispose();
    this.#bestWeights = null;
  }
}
