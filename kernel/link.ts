/**
 * The contract between the two processes. Plain data only.
 *
 * server -> engine: frames on the engine's file descriptor 4, read by the engine's watchdog worker, so that an
 *   interrupt is heard while user code blocks the main thread; everything else is posted on to the main thread.
 *   File descriptor 5 leads past it to the main thread, for cells that nothing hinders: no other cell, no interrupt.
 * engine -> server: frames on file descriptor 3, written synchronously, so that nothing printed before a crash
 *   is lost and a cell's `done` always comes after its last output. What the debugger asks and hears goes both ways on
 *   file descriptor 4, because the main thread may stand at a breakpoint.
 *
 * `cell` is the id that the server gave the cell that is running, or that started the timer or promise in which
 * the output was made. The server keeps the Jupyter parent header of each.
 */
import type { DisplayMessage } from '../src/display/sink.js';
import type { DebugEvent } from './debugger/inspector-events.js';
import type { TypesMode } from './types-mode.js';

/** A cell to run. */
export interface ExecuteCell {
  readonly type: 'execute';
  /** Larger than those before it. */
  readonly cell: number;
  /** The number shown as `[n]`; cells are named after it in tracebacks. */
  readonly count: number;
  readonly code: string;
  /** True: no value is shown and no history number is taken. */
  readonly silent: boolean;
  readonly userExpressions: Readonly<Record<string, string>>;
  readonly allowStdin: boolean;
}

/** What the server asks of the engine. */
export type ToEngine =
  | ExecuteCell
  | { readonly type: 'interrupt' }
  | { readonly type: 'complete'; readonly id: number; readonly code: string; readonly cursor: number }
  | {
      readonly type: 'inspect';
      readonly id: number;
      readonly code: string;
      readonly cursor: number;
      readonly detail: 0 | 1;
    }
  | { readonly type: 'isComplete'; readonly id: number; readonly code: string }
  | { readonly type: 'inputReply'; readonly id: number; readonly value: string }
  | ({ readonly type: 'comm'; readonly cell: number } & CommMessage)
  /** A request to V8's inspector; the reply's value is `{ result }` or `{ error }`. */
  | { readonly type: 'debug'; readonly id: number; readonly method: string; readonly params: object }
  | { readonly type: 'shutdown' };

/**
 * What the watchdog gets. `direct` is the cell that was sent past it and has not ended: what comes after the cell must not
 * overtake it, and a termination may take it, so the watchdog posts it, too, while the main thread has not begun it.
 */
export type ToWatchdog = ToEngine & { readonly direct?: ExecuteCell };

/** One message of a comm, in either direction; `cell` beside it is the parent of what the handler shows. */
export interface CommMessage {
  readonly action: 'open' | 'msg' | 'close';
  readonly comm: string;
  /** Only when it opens. */
  readonly target?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** What the engine tells the server. */
export type ToServer =
  | { readonly type: 'ready'; readonly pid: number }
  | {
      readonly type: 'stream';
      readonly cell: number;
      readonly name: 'stdout' | 'stderr';
      readonly text: string;
    }
  | { readonly type: 'display'; readonly cell: number; readonly message: DisplayMessage }
  | {
      readonly type: 'result';
      readonly cell: number;
      readonly data: Readonly<Record<string, unknown>>;
      readonly metadata: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'error'; readonly cell: number; readonly error: CellError }
  | { readonly type: 'done'; readonly cell: number; readonly outcome: CellOutcome }
  | {
      readonly type: 'inputRequest';
      readonly cell: number;
      readonly id: number;
      readonly prompt: string;
      readonly password: boolean;
    }
  | ({ readonly type: 'comm'; readonly cell: number } & CommMessage)
  | { readonly type: 'types'; readonly cell: number; readonly mode: TypesMode | undefined }
  /** Where paths and imports of cells start from now on. */
  | { readonly type: 'folder'; readonly folder: string }
  | { readonly type: 'debugEvent'; readonly event: DebugEvent }
  /** An interrupt is over: nothing is terminated any more. */
  | { readonly type: 'calm' }
  | { readonly type: 'reply'; readonly id: number; readonly value: unknown };

/** An error as Jupyter shows it. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  /** Lines that may carry ANSI codes; the first says name and message. */
  readonly traceback: readonly string[];
}

/** How a cell ended. */
export type CellOutcome =
  | {
      readonly status: 'ok';
      readonly userExpressions: Readonly<Record<string, unknown>>;
      readonly payload: readonly unknown[];
    }
  | { readonly status: 'error'; readonly error: CellError };
