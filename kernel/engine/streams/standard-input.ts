import { syncBuiltinESMExports } from 'node:module';
import type { Interface } from 'node:readline';
import { Readable } from 'node:stream';
import { type CellContext, cellContext } from '../context/cell-context.js';
import { followInterfaces, followQuestions } from './readline-interfaces.js';
import { type AskUser, EOFError } from './user-input.js';

/** So long, in ms, may who has got a line take to stop reading before the next one is asked for. */
const PATIENCE = 20;
/** Events whose listeners read; `keypress` is readline's. */
const READING = ['data', 'readable', 'keypress'];

/**
 * What reads it is given what the user types, a line at a time: `readline` works in cells. The user is asked for the cell
 * whose code has asked last, while it runs: a reader that another cell has left waits.
 */
class StandardInput extends Readable {
  readonly fd = 0;
  readonly isTTY = false;
  readonly #ask: AskUser;
  readonly #current: () => CellContext | undefined;
  /** A line is wanted. */
  #wanted = false;
  /** The cell whose code has asked last. */
  #asker: CellContext | undefined;
  /** The cell for which the user is being asked. */
  #asking: CellContext | undefined;
  /** Readline's interfaces read on from their beginning; they want a line for a question, or for those who listen. */
  readonly #interfaces = new Set<Interface>();
  readonly #theirListeners = new WeakSet<object>();
  #isMakingInterface = false;
  /** An interface has asked a question, and has no answer. */
  #isQuestion = false;

  constructor(ask: AskUser, current: () => CellContext | undefined) {
    super();
    this.#ask = ask;
    this.#current = current;
    this.on('newListener', (event: string, listener: object) => {
      if (this.#isMakingInterface) this.#theirListeners.add(listener);
      else if (READING.includes(event)) this.#asked();
    });
  }

  override _read(): void {
    this.#wanted = true;
    this.#askSoon();
  }

  /** Who begins to read after another one has stopped: the stream itself has asked for a line before. */
  override resume(): this {
    if (!this.#isMakingInterface) this.#asked();
    return super.resume();
  }

  /** Calls `create`, which makes an interface that may read this. */
  makeInterface(create: () => Interface): Interface {
    this.#isMakingInterface = true;
    try {
      const lines = create();
      if ((lines as { input?: unknown }).input === this) this.#follow(lines);
      return lines;
    } finally {
      this.#isMakingInterface = false;
    }
  }

  #follow(lines: Interface): void {
    this.#interfaces.add(lines);
    followQuestions(
      lines,
      () => this.#cell,
      () => this.#asked(),
    );
    lines.once('close', () => this.#interfaces.delete(lines));
    lines.on('newListener', (event) => {
      if (event === 'line') this.#asked();
    });
    // Its `question` calls this, too.
    const value = (preserveCursor?: boolean) => {
      this.#isQuestion = true;
      this.#asked();
      Object.getPrototypeOf(lines).prompt.call(lines, preserveCursor);
    };
    Object.defineProperty(lines, 'prompt', { value, writable: true, configurable: true });
  }

  /** The cell whose code runs now. */
  get #cell(): CellContext | undefined {
    return cellContext.getStore() ?? this.#current();
  }

  /** Code of a cell asks for a line. */
  #asked(): void {
    const cell = this.#cell;
    // A timer of a cell that has ended takes no line from one that runs.
    if (cell && !cell.ended) this.#asker = cell;
    this.#askSoon();
  }

  #askSoon(): void {
    if (this.#wanted) setTimeout(() => void this.#line(), PATIENCE);
  }

  get #isRead(): boolean {
    if (this.#hasReader('readable')) return true;
    if (this.isPaused()) return false;
    if (this.#hasReader('data') || this.#hasReader('keypress')) return true;
    return [...this.#interfaces].some((lines) => this.#isQuestion || lines.listenerCount('line') > 0);
  }

  #hasReader(event: string): boolean {
    return this.listeners(event).some((listener) => !this.#theirListeners.has(listener));
  }

  async #line(): Promise<void> {
    const cell = this.#asker;
    // An interrupt has ended the cell of a question without an answer.
    const isAsking = this.#asking !== undefined && !this.#asking.ended;
    if (!this.#wanted || isAsking || this.destroyed || !cell || cell.ended || !this.#isRead) return;
    this.#asking = cell;
    // The timer may have been started by a cell that has ended.
    await cellContext.run(cell, () => this.#take());
  }

  async #take(): Promise<void> {
    try {
      const line = await this.#ask('', { call: 'process.stdin' });
      this.#wanted = false;
      this.#isQuestion = false;
      this.push(`${line}\n`);
    } catch (error) {
      if (error instanceof EOFError) this.push(null);
      else this.#fail(error as Error);
    } finally {
      this.#asking = undefined;
    }
  }

  #fail(error: Error): void {
    this.destroy(error);
    // What is asked from now on would have no answer: Node says so of an interface that is closed.
    setImmediate(() => {
      for (const lines of this.#interfaces) lines.close();
    });
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
  const unfollow = followInterfaces((create) => (input ? input.makeInterface(create) : create()));
  return () => {
    unfollow();
    Object.defineProperty(process, 'stdin', before);
  };
}
