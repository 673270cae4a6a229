import { StringDecoder } from 'node:string_decoder';
import { outputMarkStart } from '../output-mark.js';

/** What Node says on fd 2 when a process ends while an inspector's session is open, and the watchdog has one. */
const NODES_OWN = 'Waiting for the debugger to disconnect...\n';

/**
 * Reads what native libraries and child processes write to the engine's fd 1 or 2.
 *
 * The engine writes a mark to both before it says on fd 3 that a cell is done; three pipes have no common order,
 * but each has its own, so when the mark is seen everything that the cell wrote has been seen too.
 */
export class RawOutput {
  readonly #decoder = new StringDecoder('utf8');
  readonly #start: string;
  readonly #onText: (text: string) => void;
  readonly #nodesOwn: string | undefined;
  readonly #waiting = new Map<number, () => void>();
  /** Marks seen before anybody waited for them. */
  readonly #seen = new Set<number>();
  #rest = '';
  #ended = false;

  constructor(token: string, name: 'stdout' | 'stderr', onText: (text: string) => void) {
    this.#start = outputMarkStart(token);
    this.#onText = onText;
    this.#nodesOwn = name === 'stderr' ? NODES_OWN : undefined;
  }

  push(chunk: Buffer): void {
    let text = this.#rest + this.#decoder.write(chunk);
    this.#rest = '';
    for (;;) {
      const at = text.indexOf('\0');
      if (at < 0) break;
      const tail = text.slice(at);
      const known = tail.slice(0, this.#start.length);
      if (!this.#start.startsWith(known)) {
        // A zero byte of the user's own.
        this.#emit(text.slice(0, at + 1));
        text = text.slice(at + 1);
        continue;
      }
      const end = tail.length > this.#start.length ? tail.indexOf('\0', this.#start.length) : -1;
      if (end < 0) {
        this.#emit(text.slice(0, at));
        this.#rest = tail;
        return;
      }
      this.#emit(text.slice(0, at));
      this.#mark(Number(tail.slice(this.#start.length, end)));
      text = tail.slice(end + 1);
    }
    this.#emit(text);
  }

  /** The pipe is closed: nobody has to wait any more. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#emit(this.#rest + this.#decoder.end());
    this.#rest = '';
    for (const resolve of this.#waiting.values()) resolve();
    this.#waiting.clear();
  }

  /** Resolves when everything written before the mark of `cell` has been passed on; undefined: it has been already. */
  reached(cell: number): Promise<void> | undefined {
    if (this.#ended || this.#seen.delete(cell)) return undefined;
    return new Promise((resolve) => this.#waiting.set(cell, resolve));
  }

  #emit(text: string): void {
    // Node writes the line at once, so that it comes whole.
    const shown = this.#nodesOwn ? text.replaceAll(this.#nodesOwn, '') : text;
    if (shown.length > 0) this.#onText(shown);
  }

  #mark(cell: number): void {
    const resolve = this.#waiting.get(cell);
    if (resolve === undefined) this.#seen.add(cell);
    this.#waiting.delete(cell);
    resolve?.();
  }
}
