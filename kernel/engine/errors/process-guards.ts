import { type CellContext, cellContext, cellOf } from '../context/cell-context.js';

/** Thrown by `process.exit` in a cell: it ends the cell, and the kernel goes on. */
export class ExitRequest extends Error {
  override name = 'SystemExit';

  constructor(readonly code: number) {
    super(`process.exit(${code}) ended the cell; the kernel goes on`);
    Object.defineProperty(this, 'code', { enumerable: false });
  }
}

/** What a session does with errors that no cell caught. */
export interface GuardHandlers {
  /** An error thrown in a timer or another callback. */
  thrown(error: unknown, cell: CellContext | undefined): void;
  /** A promise that was rejected and that nobody looked at. */
  rejected(reason: unknown, cell: CellContext | undefined): void;
  /** `process.exit` in a cell's code; Node 20 does not know the cell of every callback. */
  exited(request: ExitRequest, cell: CellContext | undefined): void;
}

/** Keeps the process alive through what would end a script. Returns the function that takes the guards away. */
export function guardProcess(handlers: GuardHandlers): () => void {
  const { exit } = process;
  const known = new Set<unknown>([...listenersOf('uncaughtException'), ...listenersOf('unhandledRejection')]);
  // Where the user has a handler, the error is handled, as in a script.
  const isHandled = (event: Failure) => listenersOf(event).some((one) => !known.has(one));
  const thrown = (error: unknown) => {
    if (isTermination(error)) return;
    const cell = cellContext.getStore();
    if (error instanceof ExitRequest || isHandled('uncaughtException')) return;
    handlers.thrown(error, cell);
  };
  const rejected = (reason: unknown, promise: Promise<unknown>) => {
    if (reason instanceof ExitRequest || isHandled('unhandledRejection')) return;
    handlers.rejected(reason, cellOf(promise));
  };
  known.add(thrown).add(rejected);
  process.on('uncaughtException', thrown);
  process.on('unhandledRejection', rejected);
  process.exit = (code?: number | string | null): never => {
    const request = new ExitRequest(Number(code ?? 0));
    handlers.exited(request, cellContext.getStore());
    throw request;
  };
  return () => {
    process.off('uncaughtException', thrown);
    process.off('unhandledRejection', rejected);
    process.exit = exit;
  };
}

type Failure = 'uncaughtException' | 'unhandledRejection';

const listenersOf = (event: Failure): readonly unknown[] =>
  (process.listeners as (event: string) => unknown[])(event);

/** What `typeof` says of `undefined` and of V8's own marks; in a set, so that it is asked at run time. */
const UNDEFINED: ReadonlySet<string> = new Set(['undefined']);

/**
 * True for V8's mark of a termination, which Node takes for an error when the termination is over by the time that it
 * looks. Anything else than looking at its type ends the process.
 */
function isTermination(error: unknown): boolean {
  const type: string = typeof error;
  return UNDEFINED.has(type) && error !== undefined;
}
