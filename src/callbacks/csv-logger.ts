import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Callback } from './callback.js';
import type { CallbackState } from './callback-state.js';
import type { Logs } from './training.js';

/** Options of {@link CSVLogger}. */
export interface CSVLoggerOptions {
  /** Between two values; ',' by default. */
  readonly separator?: string;
  /** True: goes on in a file that is there, to continue training. */
  readonly append?: boolean;
}

/**
 * Writes the logs of each epoch as a line of a CSV file. See https://keras.io/api/callbacks/csv_logger/.
 *
 * @example
 * new callbacks.CSVLogger('training.csv');
 */
export class CSVLogger extends Callback {
  override readonly chiefOnly: boolean = true;
  readonly #separator: string;
  readonly #append: boolean;
  #keys: readonly string[] | null = null;
  #header = true;

  constructor(
    readonly filename: string,
    options: CSVLoggerOptions = {},
  ) {
    super();
    if (typeof filename !== 'string' || filename === '') {
      throw new ValueError(`CSVLogger: expected the path of a file; received ${show(filename)}.`, {
        fix: "new callbacks.CSVLogger('training.csv')",
      });
    }
    checkOptions('CSVLogger', options, ['separator', 'append']);
    this.#separator = options.separator ?? ',';
    this.#append = options.append ?? false;
  }

  override onTrainBegin(): void {
    this.#keys = null;
    try {
      const continues = this.#append && existsSync(this.filename);
      this.#header = !continues || readFileSync(this.filename, 'utf8').length === 0;
      if (!continues) writeFileSync(this.filename, '');
    } catch (error) {
      throw new ValueError(
        `CSVLogger: expected a file that can be written; received ${show(this.filename)} (${(error as Error).message}).`,
        { fix: 'a path in a folder that is there', cause: error },
      );
    }
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    if (this.#keys === null) {
      const keys = Object.keys(logs).sort();
      const validates = keys.some((key) => key.startsWith('val_'));
      // Epochs with validation may come later (validationFreq): their columns are there from the first line on.
      this.#keys = validates ? keys : [...keys, ...keys.map((key) => `val_${key}`)];
      if (this.#header) this.#line(['epoch', ...this.#keys]);
    }
    this.#line([epoch, ...this.#keys.map((key) => logs[key] ?? 'NA')]);
  }

  override backupState(): CallbackState {
    return { values: { text: readFileSync(this.filename, 'utf8'), keys: this.#keys } };
  }

  /** The rows of the run that was broken come back, also where it does not append. */
  override restoreState({ values }: CallbackState): void {
    this.#keys = values['keys'] as string[] | null;
    writeFileSync(this.filename, values['text'] as string);
  }

  #line(values: readonly (string | number)[]): void {
    const quoted = values.map((value) => {
      const text = String(value);
      return text.includes(this.#separator) || /["\r\n]/.test(text)
        ? `"${text.replaceAll('"', '""')}"`
        : text;
    });
    appendFileSync(this.filename, `${quoted.join(this.#separator)}\r\n`);
  }
}
