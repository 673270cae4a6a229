import { SIGNAL } from './signals.js';

/**
 * Lets the watchdog end callbacks of `process.nextTick` that call for each other without end: Node runs all of them before
 * its event loop turns, and a termination of one leaves the next in the queue. While the watchdog says so, none runs.
 * Returns the function that undoes it.
 */
export function watchTicks(signals: Int32Array): () => void {
  const { nextTick } = process;
  const run = (callback: (...args: unknown[]) => void, args: readonly unknown[]) => {
    if (Atomics.load(signals, SIGNAL.DROP_TICKS) === 0) callback(...args);
  };
  process.nextTick = (callback: (...args: never[]) => void, ...args: unknown[]) => {
    // Node says what is wrong with anything else.
    if (typeof callback === 'function') nextTick(run, callback as (...args: unknown[]) => void, args);
    else nextTick(callback);
  };
  return () => {
    process.nextTick = nextTick;
  };
}
