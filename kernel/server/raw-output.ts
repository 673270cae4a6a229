import { readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** What Node says on fd 2 when a process ends while an inspector's session is open, and the watchdog has one. */
const NODES_OWN = 'Waiting for the debugger to disconnect...\n';
/** As much as a pipe holds. */
const CHUNK = Buffer.allocUnsafeSlow(1 << 16);

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

  /**
   * Takes what lies in the pipe `fd` and is not read yet, so that what was written before this call is shown before what
   * follows it: three pipes have no common order.
   */
  take(fd: number): void {
    try {
      this.push(CHUNK.subarray(0, readSync(fd, CHUNK)));
    } catch (error) {
      // Empty; or closed, and then the stream that reads it says so.
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN' && code !== 'EBADF') throw error;
    }
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
