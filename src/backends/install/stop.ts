import { KeyboardInterrupt } from '../../support/errors.js';
import { onInterrupt } from '../../support/interrupt.js';

/** What tells a process to end, where nothing in it says otherwise. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that is told when the user interrupts it, or somebody tells the process to end: the process ends after the work then,
 * which can take back what it began. Who tells it a second time need not wait.
 */
export async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort(new KeyboardInterrupt());
  const stopListening = onInterrupt(stop);
  let told: NodeJS.Signals | undefined;
  const end = (signal: NodeJS.Signals) => {
    told = signal;
    stop();
  };
  for (const name of SIGNALS) if (process.listenerCount(name) === 0) process.once(name, end);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    stopListening();
    for (const name of SIGNALS) process.removeListener(name, end);
    if (told !== undefined) process.kill(process.pid, told);
  }
}
