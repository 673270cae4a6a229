import { checkInterrupt, interruptCount } from '../support/interrupt.js';

/** How long training may keep the thread: interrupts, output and timers wait no longer. */
const SLICE_MS = 25;

/** Lets the rest of the process live between steps, and the user stop them. */
export class StepClock {
  #last = performance.now();
  readonly #interrupts = interruptCount();

  /** True if it is time to let others run. */
  due(now: number): boolean {
    return now - this.#last >= SLICE_MS;
  }

  /** Throws KeyboardInterrupt if the user asked to stop since this clock was made. */
  check(): void {
    checkInterrupt(this.#interrupts);
  }

  /** Lets the event loop turn once; an interrupt that comes in then is heard at once. */
  async breathe(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#last = performance.now();
    this.check();
  }
}
