import { type CellContext, cellContext } from './cell-context.js';
import { ExitRequest } from './exit-request.js';

/** What a session does with errors that no cell caught. */
export interface GuardHandlers {
  /** An error thrown in a timer or another callback. */
  thrown(error: unknown, cell: CellContext | undefined): void;
  /** A promise that was rejected and that nobody looked at. */
  rejected(reason: unknown, cell: CellContext | undefined): void;
  /** `process.exit` in a cell's code. */
  exited(request: ExitRequest, cell: CellContext): void;
}

/** Keeps the process alive through what would end a script. Returns the function that takes the guards away. */
export function guardProcess(handlers: GuardHandlers): () => void {
  const { exit } = process;
  const thrown = (error: unknown) => {
    const cell = cellContext.getStore();
    if (error instanceof ExitRequest) return;
    handlers.thrown(error, cell);
  };
  const rejected = (reason: unknown, promise: Promise<unknown>) => {
    if (reason instanceof ExitRequest) return;
    handlers.rejected(reason, cellOf(promise));
  };
  process.on('uncaughtException', thrown);
  process.on('unhandledRejection', rejected);
  process.exit = (code?: number | string | null): never => {
    const cell = cellContext.getStore();
    if (!cell) return exit(code);
    const request = new ExitRequest(Number(code ?? 0));
    handlers.exited(request, cell);
    throw request;
  };
  return () => {
    process.off('uncaughtException', thrown);
    process.off('unhandledRejection', rejected);
    process.exit = exit;
  };
}

/**
 * The cell that made a promise. From Node 24 on the handler runs in the promise's own context; before, an
 * AsyncLocalStorage keeps its value on the promise under a symbol of its own.
 */
function cellOf(promise: Promise<unknown>): CellContext | undefined {
  const current = cellContext.getStore();
  if (current) return current;
  const { kResourceStore } = cellContext as unknown as { kResourceStore?: symbol };
  if (!kResourceStore) return undefined;
  return (promise as unknown as Record<symbol, unknown>)[kResourceStore] as CellContext | undefined;
}
