import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Callback } from './callback.js';
import type { Logs } from './training.js';

/** The learning rate of an epoch (from 0), given the one that is set. */
export type LearningRateFunction = (epoch: number, learningRate: number) => number;

/** Options of {@link LearningRateScheduler}. */
export interface LearningRateSchedulerOptions {
  /** 1 prints the rate of each epoch. */
  readonly verbose?: 0 | 1;
}

/**
 * Sets the learning rate at the begin of each epoch, and adds `learning_rate` to the logs.
 * See https://keras.io/api/callbacks/learning_rate_scheduler/.
 *
 * @example
 * new callbacks.LearningRateScheduler((epoch, rate) => (epoch < 10 ? rate : rate * 0.9));
 */
export class LearningRateScheduler extends Callback {
  constructor(
    readonly schedule: LearningRateFunction,
    private readonly options: LearningRateSchedulerOptions = {},
  ) {
    super();
    if (typeof schedule !== 'function') {
      throw new ValueError(
        `LearningRateScheduler: schedule must be a function; received ${show(schedule)}.`,
        {
          fix: 'new callbacks.LearningRateScheduler((epoch, rate) => rate * 0.9)',
        },
      );
    }
  }

  override onEpochBegin(epoch: number): void {
    const { optimizer } = this.model;
    const rate: unknown = this.schedule(epoch, optimizer.learningRate);
    if (typeof rate !== 'number') {
      throw new ValueError(`LearningRateScheduler: schedule must give a number; received ${show(rate)}.`);
    }
    optimizer.learningRate = rate;
    if (this.options.verbose) {
      console.log(`Epoch ${epoch + 1}: LearningRateScheduler setting learning rate to ${rate}.`);
    }
  }

  override onEpochEnd(_epoch: number, logs: Logs): void {
    logs['learning_rate'] = this.model.optimizer.learningRate;
  }
}
