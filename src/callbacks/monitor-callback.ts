import { checkChoice } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { snakeCase } from '../support/names.js';
import { Callback } from './callback.js';
import type { Logs } from './training.js';

/** Options of callbacks that watch one value. */
export interface MonitorOptions {
  /** The log key to watch; 'val_loss', which may be written 'valLoss', by default. */
  readonly monitor?: string;
  /** Whether low or high is better; 'auto', the default, takes it from the metric. */
  readonly mode?: 'auto' | 'min' | 'max';
  /** The least change that counts as better. */
  readonly minDelta?: number;
}

/** The base of callbacks that watch one value of the logs. */
export class MonitorCallback extends Callback {
  readonly monitor: string;
  readonly minDelta: number;
  #mode: 'auto' | 'min' | 'max';
  #warned = false;

  constructor(where: string, options: MonitorOptions, minDelta = 0) {
    super();
    this.monitor = options.monitor ?? 'val_loss';
    this.#mode = checkChoice(where, 'mode', options.mode ?? 'auto', ['auto', 'min', 'max']);
    this.minDelta = Math.abs(options.minDelta ?? minDelta);
  }

  /** 'min' or 'max' once it is known; the first call with 'auto' asks the model. */
  get mode(): 'auto' | 'min' | 'max' {
    return this.#mode;
  }

  /** True if `value` is better than `reference` by more than `minDelta`; anything is better than null. */
  protected isBetter(value: number, reference: number | null): boolean {
    if (reference === null) return true;
    return this.direction() === 'min' ? value + this.minDelta < reference : value - this.minDelta > reference;
  }

  /** Whether low or high is better. */
  protected direction(): 'min' | 'max' {
    if (this.#mode !== 'auto') return this.#mode;
    const [name, alias] = [this.monitor, snakeCase(this.monitor)].map((key) => key.replace(/^val_/, '')) as [
      string,
      string,
    ];
    const found =
      alias === 'loss' ? 'down' : (this.model.metricDirection(name) ?? this.model.metricDirection(alias));
    if (found === undefined) {
      throw new ValueError(
        `${this.constructor.name}: expected to know whether low or high is better; received monitor '${this.monitor}'.`,
        { fix: "mode: 'min' or mode: 'max'" },
      );
    }
    this.#mode = found === 'up' ? 'max' : 'min';
    return this.#mode;
  }

  /** The watched value; undefined, with one warning, if the logs do not have it. */
  protected watched(logs: Logs): number | undefined {
    const value = logs[this.monitor] ?? logs[snakeCase(this.monitor)];
    if (value === undefined && !this.#warned) {
      this.#warned = true;
      console.warn(
        `${this.constructor.name}: monitors '${this.monitor}', which the logs do not have. They have ${Object.keys(logs).join(', ')}.`,
      );
    }
    return value;
  }
}
