import { StringDecoder } from 'node:string_decoder';

/** What Node says on fd 2 when a process ends while an inspector's session is open, and the watchdog has one. */
const NODES_OWN = 'Waiting for the debugger to disconnect...\n';

/** Makes text of what native libraries and child processes write to the engine's fd 1 or 2. */
export class RawOutput {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onText: (text: string) => void;
  readonly #nodesOwn: string | undefined;

  constructor(name: 'stdout' | 'stderr', onText: (text: string) => void) {
    this.#onText = onText;
    this.#nodesOwn = name === 'stderr' ? NODES_OWN : undefined;
  }

  push(chunk: Buffer): void {
    this.#emit(this.#decoder.write(chunk));
  }

  /** The pipe is closed. */
  end(): void {
    this.#emit(this.#decoder.end());
  }

  #emit(text: string): void {
    // Node writes the line at once, so that it comes whole.
    const shown = this.#nodesOwn ? text.replaceAll(this.#nodesOwn, '') : text;
    if (shown.length > 0) this.#onText(shown);
  }
}
