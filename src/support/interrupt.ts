import { KeyboardInterrupt } from './errors.js';

/**
 * The one interrupt signal of the process. The kernel's engine raises it; the trainer, data pipelines and
 * awaited promises look at it. It lives on a global symbol so that the engine can raise it before the library
 * is loaded, and so that a second copy of the library sees it too.
 */
interface InterruptSignal {
  raised: boolean;
  /** How often it was raised. */
  count: number;
  readonly listeners: Set<() => void>;
}

const KEY = Symbol.for('cellgrad.interrupt');
const holder = globalThis as { [KEY]?: InterruptSignal };

function signal(): InterruptSignal {
  holder[KEY] ??= { raised: false, count: 0, listeners: new Set() };
  return holder[KEY];
}

/** Asks all running work to stop. */
export function raiseInterrupt(): void {
  const current = signal();
  current.raised = true;
  current.count += 1;
  for (const listener of [...current.listeners]) listener();
}

/** Called when a cell begins, so that an old interrupt does not stop new work. */
export function clearInterrupt(): void {
  signal().raised = false;
}

/** True while running work should stop. */
export function isInterrupted(): boolean {
  return signal().raised;
}

/**
 * How often running work was asked to stop. Work that waits for what it does not do itself remembers the count from its
 * beginning: by the time that it goes on, the next cell may have cleared the signal.
 */
export function interruptCount(): number {
  return signal().count;
}

/** Throws {@link KeyboardInterrupt} when the user has asked to stop, now or since the count was `since`. */
export function checkInterrupt(since?: number): void {
  const { raised, count } = signal();
  if (raised || (since !== undefined && count !== since)) throw new KeyboardInterrupt();
}

/** Calls `listener` when the user asks to stop; the returned function takes it away again. */
export function onInterrupt(listener: () => void): () => void {
  const { listeners } = signal();
  listeners.add(listener);
  return () => listeners.delete(listener);
}
