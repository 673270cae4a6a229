import { syncBuiltinESMExports } from 'node:module';
import { Readable } from 'node:stream';
import { type CellContext, cellContext } from './cell-context.js';
import { type AskUser, EOFError } from './user-input.js';

/** So long, in ms, may who has got a line take to stop reading before the next one is asked for. */
const PATIENCE = 20;

/** What reads it is given what the user types, a line at a time: `readline` works in cells. */
class StandardInput extends Readable {
  readonly fd = 0;
  readonly isTTY = false;
  readonly #ask: AskUser;
  readonly #current: () => CellContext | undefined;
  /** A line is wanted. */
  #wanted = false;
  /** The cell for which the user is being asked. */
  #asking: CellContext | undefined;

  constructor(ask: AskUser, current: () => CellContext | undefined) {
    super();
    this.#ask = ask;
    this.#current = current;
    // Who begins to read after another one has stopped: the stream itself has asked for a line before.
    for (const event of ['newListener', 'resume']) this.on(event, () => this.#askSoon());
  }

  override _read(): void {
    this.#wanted = true;
    this.#askSoon();
  }

  #askSoon(): void {
    if (this.#wanted) setTimeout(() => void this.#line(), PATIENCE);
  }

  get #isRead(): boolean {
    return this.listenerCount('readable') > 0 || (!this.isPaused() && this.listenerCount('data') > 0);
  }

  async #line(): Promise<void> {
    // An interrupt has ended the cell of a question without an answer.
    const isAsking = this.#asking !== undefined && !this.#asking.ended;
    if (!this.#wanted || isAsking || this.destroyed || !this.#isRead) return;
    const cell = this.#current();
    const ask = () => this.#ask('', { call: 'process.stdin' });
    this.#asking = cell;
    try {
      // The timer may have been started by a cell that has ended.
      const line = await (cell ? cellContext.run(cell, ask) : ask());
      this.#wanted = false;
      this.push(`${line}\n`);
    } catch (error) {
      if (error instanceof EOFError) this.push(null);
      else this.destroy(error as Error);
    } finally {
      this.#asking = undefined;
    }
  }
}

/** Gives cells a `process.stdin` that asks the user. Returns the function that restores the former one. */
export function captureInput(ask: AskUser, current: () => CellContext | undefined): () => void {
  const before = Object.getOwnPropertyDescriptor(process, 'stdin')!;
  let input: StandardInput | undefined;
  const get = () => {
    if (input !== undefined && !input.destroyed) return input;
    const isFirst = input === undefined;
    input = new StandardInput(ask, current);
    // `import { stdin } from 'node:process'` has a copy, which is made anew once after all that replaces exports.
    if (!isFirst) syncBuiltinESMExports();
    return input;
  };
  Object.defineProperty(process, 'stdin', { configurable: true, enumerable: true, get });
  return () => Object.defineProperty(process, 'stdin', before);
}
