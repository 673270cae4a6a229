import { inspect } from 'node:util';
import { Callback } from './callback.js';
import type { Logs, TrainingParams } from './training.js';

/** The values of all epochs under Keras's log keys. */
export interface HistoryLogs {
  loss: number[];
  accuracy: number[];
  val_loss: number[];
  val_accuracy: number[];
  learning_rate: number[];
  [key: string]: number[];
}

/**
 * What `fit` gives: the values of each epoch. See https://keras.io/api/callbacks/.
 *
 * @example
 * const history = await model.fit(x, y, { epochs: 2 });
 * history.history.loss; // [0.69, 0.61]
 */
export class History extends Callback {
  /** The values by log key, one for each epoch. Keys that nothing was logged under are absent. */
  readonly history = {} as HistoryLogs;
  /** The numbers of the epochs, from 0. */
  epoch: number[] = [];
  declare params: TrainingParams;

  override onTrainBegin(): void {
    this.epoch = [];
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    this.epoch.push(epoch);
    for (const [key, value] of Object.entries(logs)) {
      this.history[key] ??= [];
      this.history[key].push(value);
    }
  }

  /** One line with the last values: what `fit` has shown is not repeated when it is a cell's last value. */
  [inspect.custom](): string {
    const count = this.epoch.length;
    const last = Object.entries(this.history).map(
      ([key, values]) => `${key} ${formatNumber(values.at(-1)!)}`,
    );
    return `History: ${[`${count} ${count === 1 ? 'epoch' : 'epochs'}`, ...last].join(', ')}`;
  }
}

function formatNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value);
}
