import type { Pointer } from './c-api.js';

/** A call that TensorFlow may still be working on. */
interface Call {
  /** A second handle on one of its values, which can be waited for. */
  readonly probe: Pointer;
  /** It is done: what was kept in case that it fails can go. */
  done(): void;
  /** It failed: everything is as it was before. */
  undo(): void;
}

/** What calls ahead need of TensorFlow. */
interface Waiter {
  /** Waits for the tensor behind a handle; throws where it failed. */
  wait(handle: Pointer): void;
  free(handle: Pointer): void;
  /** Lets the thread that works ahead go on after a failure. */
  forgive(): void;
}

/**
 * Calls that TensorFlow works on in a thread of its own while JavaScript prepares the next one. Whoever reads or computes
 * anything else waits for them first, so nobody sees a value that is not there.
 */
export class CallsAhead {
  #calls: Call[] = [];

  constructor(private readonly waiter: Waiter) {}

  add(call: Call): void {
    this.#calls.push(call);
  }

  /** Waits until at most `left` calls are not done. Throws what the first that failed says, as if no later one had been. */
  settle(left = 0): void {
    while (this.#calls.length > left) {
      const call = this.#calls[0]!;
      try {
        this.waiter.wait(call.probe);
      } catch (error) {
        this.#undo();
        throw error;
      }
      this.#calls.shift();
      this.waiter.free(call.probe);
      call.done();
    }
  }

  /** Takes all calls back, the last one first. */
  #undo(): void {
    const calls = this.#calls;
    this.#calls = [];
    // Those behind the one that failed still have to come to their end.
    this.waiter.forgive();
    for (const call of calls.reverse()) {
      this.waiter.free(call.probe);
      call.undo();
    }
  }
}
