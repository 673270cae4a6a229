import { randomUUID } from 'node:crypto';
import { checkChoice, checkOptions, checkPositiveInteger, checkRange } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { kerasBar, kerasLine } from './fit/fit-lines.js';
import { getSink } from './sink.js';

/** Options of {@link Progbar}. */
export interface ProgbarOptions {
  /** Signs of the bar; 20 by default. */
  readonly width?: number | undefined;
  /** 1 (the default): a bar; 2: one line at the end; 0: nothing. */
  readonly verbose?: 0 | 1 | 2 | undefined;
  /** Seconds between two pictures of it at least; 0.05 by default. */
  readonly interval?: number | undefined;
  /** The values that are shown as they are; others are the mean of all steps. */
  readonly statefulMetrics?: readonly string[] | null | undefined;
  /** The values that are the mean of all steps; others are shown as they are. */
  readonly statelessMetrics?: readonly string[] | null | undefined;
  /** What is counted; 'step' by default. */
  readonly unitName?: string | undefined;
}

/** Values of a step, by name. */
export type ProgbarValues =
  | readonly (readonly [name: string, value: number])[]
  | Readonly<Record<string, number>>;

/**
 * A bar for a loop of one's own: `3/10 ━━━━━━────────────── 1s 15ms/step - loss: 0.7736`. In a notebook and in a terminal it is
 * drawn over itself, in a file only its last state appears.
 *
 * @see https://keras.io/api/utils/python_utils/#progbar-class
 * @example
 * const bar = new utils.Progbar(3);
 * for (let step = 1; step <= 3; step++) bar.update(step, [['loss', 1 / step]]);
 */
export class Progbar {
  /** How many steps there are; null where nobody knows. */
  readonly target: number | null;
  readonly #options: Required<Pick<ProgbarOptions, 'width' | 'verbose' | 'interval' | 'unitName'>>;
  readonly #isAveraged: (name: string) => boolean;
  readonly #values = new Map<string, { sum: number; count: number }>();
  readonly #start = performance.now();
  readonly #id = `progbar-${randomUUID()}`;
  #seen = 0;
  #shown = Number.NEGATIVE_INFINITY;
  #isDisplayed = false;

  constructor(target: number | null, options: ProgbarOptions = {}) {
    const where = 'Progbar';
    const {
      width = 20,
      verbose = 1,
      interval = 0.05,
      unitName = 'step',
      ...metrics
    } = checkOptions(where, options, [
      'width',
      'verbose',
      'interval',
      'statefulMetrics',
      'statelessMetrics',
      'unitName',
    ]);
    this.target = target === null ? null : checkPositiveInteger(where, 'target', target);
    checkPositiveInteger(where, 'width', width);
    checkRange(where, 'interval', interval, 0, Infinity);
    checkChoice(where, 'verbose', String(verbose), ['0', '1', '2']);
    this.#options = { width, verbose, interval, unitName };
    const { statefulMetrics, statelessMetrics } = metrics;
    if (statefulMetrics != null && statelessMetrics != null)
      throw new ValueError(`${where}: expected statefulMetrics or statelessMetrics; received both.`);
    this.#isAveraged =
      statelessMetrics != null
        ? (name) => statelessMetrics.includes(name)
        : (name) => !(statefulMetrics ?? []).includes(name);
  }

  /** Shows that `current` steps are done, and their values; `finalize` ends it, by default at the target. */
  update(current: number, values: ProgbarValues = [], finalize: boolean | null = null): void {
    const ends = finalize ?? (this.target !== null && current >= this.target);
    const entries = Array.isArray(values) ? (values as [string, number][]) : Object.entries(values);
    for (const [name, value] of entries) this.#note(name, value, ends ? null : current - this.#seen);
    this.#seen = current;
    const now = performance.now();
    const { verbose, interval } = this.#options;
    if (verbose === 0 || (!ends && (verbose === 2 || now - this.#shown < interval * 1000))) return;
    this.#shown = now;
    this.#show(this.#text(current, (now - this.#start) / 1000), ends);
  }

  /** Shows that `n` further steps are done. */
  add(n: number, values: ProgbarValues = []): void {
    this.update(this.#seen + n, values);
  }

  /** A mean counts each step, the last values stand alone, as in Keras. */
  #note(name: string, value: number, steps: number | null): void {
    const known = this.#values.get(name);
    if (steps === null || !this.#isAveraged(name)) this.#values.set(name, { sum: value, count: 1 });
    else {
      const count = Math.max(steps, 1);
      this.#values.set(name, {
        sum: (known?.sum ?? 0) + value * count,
        count: (known?.count ?? 0) + count,
      });
    }
  }

  #text(current: number, seconds: number): string {
    const { width, unitName: unit, verbose } = this.#options;
    const logs = Object.fromEntries([...this.#values].map(([name, { sum, count }]) => [name, sum / count]));
    const style = { width, unit, isSorted: false };
    return verbose === 2
      ? kerasLine({ logs, seconds }, this.target, current, style)
      : kerasBar(logs, { steps: this.target, batch: current, seconds }, style);
  }

  #show(text: string, ends: boolean): void {
    const sink = getSink();
    if (sink.kind === 'notebook') {
      sink.send({
        kind: this.#isDisplayed ? 'update' : 'display',
        id: this.#id,
        data: { 'text/plain': text },
      });
      this.#isDisplayed = true;
    } else if (sink.kind === 'terminal' || ends) process.stdout.write(`${text}${ends ? '\n' : '\r'}`);
  }
}
