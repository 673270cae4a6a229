import { checkNaturalNumber, checkNumber, checkOptions } from '../support/check.js';
import type { CallbackState } from './callback-state.js';
import { MonitorCallback, type MonitorOptions } from './monitor-callback.js';
import type { Logs } from './training.js';

/** Options of {@link ReduceLROnPlateau}. */
export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** What the learning rate is multiplied by, below 1; 0.1 by default. */
  readonly factor?: number;
  /** Epochs without a better value before the rate falls; 10 by default. */
  readonly patience?: number;
  /** 1 prints each change. */
  readonly verbose?: 0 | 1;
  /** Epochs after a change in which nothing is counted; 0 by default. */
  readonly cooldown?: number;
  /** The rate does not fall below it; 0 by default. */
  readonly minLr?: number;
}

/**
 * Lowers the learning rate when the watched value does not get better any more. It adds `learning_rate` to the logs.
 * See https://keras.io/api/callbacks/reduce_lr_on_plateau/.
 *
 * @example
 * new callbacks.ReduceLROnPlateau({ monitor: 'val_loss', factor: 0.5, patience: 2 });
 */
export class ReduceLROnPlateau extends MonitorCallback {
  readonly factor: number;
  readonly patience: number;
  readonly cooldown: number;
  readonly minLr: number;
  readonly verbose: 0 | 1;
  /** The best value so far; null before the first. */
  best: number | null = null;
  /** Epochs since the best value or the last change. */
  wait = 0;
  /** Epochs of the cooldown that are left. */
  cooldownCounter = 0;

  constructor(options: ReduceLROnPlateauOptions = {}) {
    const where = 'ReduceLROnPlateau';
    checkOptions(where, options, [
      'monitor',
      'mode',
      'minDelta',
      'factor',
      'patience',
      'verbose',
      'cooldown',
      'minLr',
    ]);
    super(where, options, 1e-4);
    this.factor = checkNumber(where, 'factor', options.factor ?? 0.1, 'a number below 1', (n) => n < 1);
    this.patience = checkNaturalNumber(where, 'patience', options.patience ?? 10);
    this.cooldown = checkNaturalNumber(where, 'cooldown', options.cooldown ?? 0);
    this.minLr = options.minLr ?? 0;
    this.verbose = options.verbose ?? 0;
  }

  override onTrainBegin(): void {
    this.best = null;
    this.wait = 0;
    this.cooldownCounter = 0;
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    const { optimizer } = this.model;
    logs['learning_rate'] = optimizer.learningRate;
    const current = this.watched(logs);
    if (current === undefined) return;
    if (this.cooldownCounter > 0) {
      this.cooldownCounter -= 1;
      this.wait = 0;
    }
    if (this.isBetter(current, this.best)) {
      this.best = current;
      this.wait = 0;
      return;
    }
    if (this.cooldownCounter > 0) return;
    this.wait += 1;
    if (this.wait < this.patience || optimizer.learningRate <= Math.fround(this.minLr)) return;
    const rate = Math.max(optimizer.learningRate * this.factor, this.minLr);
    optimizer.learningRate = rate;
    if (this.verbose > 0) {
      console.log(`Epoch ${epoch + 1}: ReduceLROnPlateau reducing learning rate to ${rate}.`);
    }
    this.cooldownCounter = this.cooldown;
    this.wait = 0;
  }

  override backupState(): CallbackState {
    const { best, wait, cooldownCounter } = this;
    return { values: { best, wait, cooldownCounter } };
  }

  override restoreState({ values }: CallbackState): void {
    Object.assign(this, values);
  }
}
