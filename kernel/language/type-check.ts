import { stripVTControlCharacters } from 'node:util';
import type { CellError, CellOutcome, ToServer } from '../link.js';
import { isTypesMode, TYPES_MODES, type TypesMode } from '../types-mode.js';
import type { Language } from './language.js';

/** A cell that is about to run. */
export interface TypedCell {
  readonly id: number;
  readonly count: number;
  readonly source: string;
  /** Takes what types have to say, before the cell's end. */
  show(message: Extract<ToServer, { type: 'stream' | 'error' }>): void;
}

const SAID: Readonly<Record<TypesMode, string>> = {
  off: 'Types are not checked.\n',
  show: 'Type errors are shown beside the result.\n',
  stop: 'Type errors stop a cell before it runs.\n',
};

const INTERRUPTED: CellError = {
  ename: 'KeyboardInterrupt',
  evalue: 'Interrupted.',
  traceback: ['KeyboardInterrupt: Interrupted. The cell did not run.'],
};

/** Looks at the types of cells, when it is asked to: by `%types`, or from the start by the variable CELLGRAD_TYPES. */
export class TypeCheck {
  readonly #language: Pick<Language, 'check' | 'note' | 'epoch'>;
  #mode: TypesMode = initialMode();
  /** Ends the wait of a cell that does not run yet. */
  #interrupt: (() => void) | undefined;

  constructor(language: Pick<Language, 'check' | 'note' | 'epoch'>) {
    this.#language = language;
  }

  /** Changes the mode, where one is given, and says which one it is. */
  setMode(mode: TypesMode | undefined): string {
    this.#mode = mode ?? this.#mode;
    return SAID[this.#mode];
  }

  /** Stops a cell that waits for its types. */
  interrupt(): void {
    this.#interrupt?.();
  }

  /**
   * Runs a cell as its types allow. With `show`, what is wrong with them is shown after what the cell shows, unless it failed;
   * with `stop`, it does not run. Both wait for TypeScript, but not for long. What the cell declares is known from then on.
   */
  async run(cell: TypedCell, execute: () => Promise<CellOutcome>): Promise<CellOutcome> {
    const mode = this.#mode;
    const checked = mode === 'off' ? undefined : this.#language.check(cell.source, cell.count);
    const refused = mode === 'stop' ? await this.#unlessInterrupted(checked) : undefined;
    if (refused && refused !== 'unknown') {
      cell.show({ type: 'error', cell: cell.id, error: refused });
      return { status: 'error', error: refused };
    }
    const { epoch } = this.#language;
    const outcome = await execute();
    const wrong = outcome.status === 'ok' && this.#mode !== 'off' ? await checked : undefined;
    if (wrong) print(cell, wrong === 'unknown' ? UNKNOWN : `${wrong.traceback.join('\n')}\n`);
    // A cell that did not begin declares nothing, and neither does one with which the engine ended.
    const began = outcome.status === 'ok' || outcome.error.ename !== 'SyntaxError';
    if (began && epoch === this.#language.epoch) this.#language.note(cell.source);
    return outcome;
  }

  async #unlessInterrupted<T>(answer: T): Promise<Awaited<T> | CellError> {
    const interrupted = new Promise<CellError>((resolve) => {
      this.#interrupt = () => resolve(INTERRUPTED);
    });
    try {
      return await Promise.race([answer, interrupted]);
    } finally {
      this.#interrupt = undefined;
    }
  }
}

const UNKNOWN =
  'The types of this cell were not checked: TypeScript is not there (`cellgrad doctor`), did not answer in time, or the cell is too long.\n';

function print({ id, show }: TypedCell, text: string): void {
  const plain = process.env['NO_COLOR'] ? stripVTControlCharacters(text) : text;
  show({ type: 'stream', cell: id, name: 'stderr', text: plain });
}

function initialMode(): TypesMode {
  const given = process.env['CELLGRAD_TYPES'] ?? '';
  if (given === '' || isTypesMode(given)) return given || 'off';
  const expected = TYPES_MODES.join(', ');
  process.stderr.write(
    `cellgrad: CELLGRAD_TYPES: expected ${expected}; received ${given}. Types are not checked.\n`,
  );
  return 'off';
}
