import { cellContext } from '../context/cell-context.js';
import { SIGNAL } from './signals.js';

/** So long, in ms, may a termination be on its way to JavaScript that runs. */
const ON_ITS_WAY = 20;

/**
 * Keeps terminations away from what they would break for ever (a module that is half evaluated, a backend's memory), and
 * tells where an interrupt does no harm.
 */
export class Shield {
  readonly #signals: Int32Array;
  readonly #patience: number;
  #depth = 0;
  /** The last interrupt that {@link isAsked} has told of. */
  #told = 0;
  /** The last termination that was waited for. */
  #awaited = 0;

  /** `patience` is for tests. */
  constructor(signals: Int32Array, patience = ON_ITS_WAY) {
    this.#signals = signals;
    this.#patience = patience;
  }

  /** Nothing is terminated until {@link down} was called as often. */
  up(): void {
    if (this.#depth === 0) {
      Atomics.store(this.#signals, SIGNAL.SHIELD, 1);
      // Either this sees the termination that is on its way, or the watchdog sees the shield and does without.
      for (let next = this.#coming(); next !== 0; next = this.#coming()) this.#await(next);
    }
    this.#depth += 1;
  }

  down(): void {
    if (this.#depth > 0 && --this.#depth === 0) Atomics.store(this.#signals, SIGNAL.SHIELD, 0);
  }

  /** JavaScript was terminated: what it held up is down again, but for so much. */
  reset(depth: number): void {
    this.#depth = depth;
    Atomics.store(this.#signals, SIGNAL.SHIELD, depth > 0 ? 1 : 0);
  }

  /** True once for each interrupt of the running cell that the main thread has not noticed, because it is at work. */
  isAsked(): boolean {
    const asked = Atomics.load(this.#signals, SIGNAL.ASKED);
    if (asked <= Atomics.load(this.#signals, SIGNAL.INTERRUPTED) || asked <= this.#told) return false;
    if (this.#depth > 0 || (cellContext.getStore()?.ended ?? true)) return false;
    this.#told = asked;
    return true;
  }

  #coming(): number {
    const termination = Atomics.load(this.#signals, SIGNAL.TERMINATING);
    return termination === this.#awaited ? 0 : termination;
  }

  /**
   * A termination takes effect in this loop. One that took effect before is over for the watchdog only when all that this
   * thread does now has ended: what comes next is not kept waiting.
   */
  #await(termination: number): void {
    Atomics.store(this.#signals, SIGNAL.SHIELD, 0);
    const end = performance.now() + this.#patience;
    while (Atomics.load(this.#signals, SIGNAL.TERMINATING) === termination && performance.now() < end);
    this.#awaited = termination;
    Atomics.store(this.#signals, SIGNAL.SHIELD, 1);
  }
}
