/**
 * The words of memory that the engine's main thread and its watchdog share. Only what must be seen while the main
 * thread is blocked is here; everything else is posted.
 */
export const SIGNAL = {
  /** Number of the last posted message that the main thread has begun to handle. */
  RECEIVED: 0,
  /** Number of the last soft interrupt that the main thread has begun to handle. */
  INTERRUPTED: 1,
  /** 1 when the main thread handles messages; before that it loads the engine's own modules. */
  READY: 2,
  /** 1 while JavaScript must not be terminated: see shield.ts. */
  SHIELD: 3,
  /** 1 when JavaScript was terminated, or will be in a moment, and the main thread has not tidied up after it. */
  TERMINATED: 4,
  /** Number of the last interrupt that was asked for. */
  ASKED: 5,
  /** Number of the termination that the watchdog has decided on, until it hears that it has happened; else 0. */
  TERMINATING: 6,
  /** The cell that the main thread has begun last. */
  BEGUN: 7,
  /** Number of the last soft interrupt after which the main thread's event loop has turned. */
  TURNED: 8,
  /** 1 while callbacks of process.nextTick are dropped: see ticks.ts. */
  DROP_TICKS: 9,
} as const;

/** Room for all of {@link SIGNAL}. */
export function createSignals(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Object.keys(SIGNAL).length * Int32Array.BYTES_PER_ELEMENT));
}

/** What the watchdog posts. Numbered messages are handled once and in order; others may be lost or come twice. */
export type Posted<Message> =
  | { readonly kind: 'message'; readonly seq: number; readonly message: Message }
  /** Asks the running cell to stop. */
  | { readonly kind: 'soft'; readonly number: number }
  /** Gives a late termination some JavaScript to end that nobody misses. */
  | { readonly kind: 'nudge' };
