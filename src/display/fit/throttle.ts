/** Three times a second is live for the eye and cheap for the page. */
const INTERVAL_MS = 333;

/** Lets something through a few times a second. */
export class Throttle {
  #last = -Infinity;

  constructor(readonly now: () => number) {}

  /** True when it is time again. */
  due(): boolean {
    return this.now() - this.#last >= INTERVAL_MS;
  }

  /** Says that something was let through now. */
  mark(): void {
    this.#last = this.now();
  }
}
