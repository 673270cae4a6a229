/** Thrown where a cell awaits when the user stops it. Jupyter's name for it; the library has one of the same name. */
export class KeyboardInterrupt extends Error {
  override name = 'KeyboardInterrupt';

  constructor(message = 'Interrupted.') {
    super(message);
  }
}

/** True for the interrupt of the kernel, of the library, and of another copy of the library. */
export function isKeyboardInterrupt(error: unknown): boolean {
  return error instanceof Error && error.name === 'KeyboardInterrupt';
}

/** The signal that the library looks at (src/support/interrupt.ts); it may not be loaded yet. */
interface InterruptSignal {
  raised: boolean;
  count: number;
  readonly listeners: Set<() => void>;
}

const KEY = Symbol.for('cellgrad.interrupt');

function signal(): InterruptSignal {
  const holder = globalThis as { [KEY]?: InterruptSignal };
  holder[KEY] ??= { raised: false, count: 0, listeners: new Set() };
  return holder[KEY];
}

/** Asks the library's running work (fit, data pipelines) to stop. */
export function raiseSignal(): void {
  const current = signal();
  current.raised = true;
  current.count += 1;
  for (const listener of [...current.listeners]) listener();
}

/** Called when a cell begins. */
export function clearSignal(): void {
  signal().raised = false;
}
