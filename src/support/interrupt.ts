import { KeyboardInterrupt } from './errors.js';

/**
 * The one interrupt signal of the process. The kernel's engine raises it; the trainer, data pipelines and
 * awaited promises look at it. It lives on a global symbol so that the engine can raise it before the library
 * is loaded, and so that a second copy of the library sees it too.
 */
interface InterruptSignal {
  raised: boolean;
  readonly listeners: Set<() => void>;
}

const KEY = Symbol.for('cellgrad.interrupt');
const holder = globalThis as { [KEY]?: InterruptSignal };

function signal(): InterruptSignal {
  holder[KEY] ??= { raised: false, listeners: new Set() };
  return holder[KEY];
}

/** Asks all running work to stop. */
export function raiseInterrupt(): void {
  const current = signal();
  current.raised = true;
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

/** Throws {@link KeyboardInterrupt} when the user has asked to stop. */
export function checkInterrupt(): void {
  if (signal().raised) throw new KeyboardInterrupt();
}

/** Calls `listener` when the user asks to stop; the returned function takes it away again. */
export function onInterrupt(listener: () => void): () => void {
  const { listeners } = signal();
  listeners.add(listener);
  return () => listeners.delete(listener);
}
