/**
 * Holds each cell between compiling and running while a debugger is attached: its breakpoints can be set only once V8
 * has read its script. Without a debugger nobody waits.
 */
export class DebugGate {
  readonly #waiting = new Map<string, () => void>();
  #closed = false;

  /** True while cells have to {@link wait}. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Cells wait from now on. */
  close(): void {
    this.#closed = true;
  }

  /** Resolves when the script with this file name may run. To be called before V8 reads it. */
  wait(file: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(file, resolve));
  }

  /** Lets one script run; without a name, all that wait and all to come. */
  open(file?: string): void {
    if (file === undefined) {
      this.#closed = false;
      for (const resolve of this.#waiting.values()) resolve();
      this.#waiting.clear();
      return;
    }
    this.#waiting.get(file)?.();
    this.#waiting.delete(file);
  }
}
