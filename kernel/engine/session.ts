import type { DisplayMessage } from '../../src/display/sink.js';
import type { CellOutcome, ToEngine } from '../link.js';

/** What one cell asks for. */
export type ExecuteRequest = Extract<ToEngine, { type: 'execute' }>;

/** Where what a cell shows goes; `main.ts` writes it to the link, the headless runner to the notebook. */
export interface EngineOutput {
  stream(cell: number, name: 'stdout' | 'stderr', text: string): void;
  display(cell: number, message: DisplayMessage): void;
  result(
    cell: number,
    data: Readonly<Record<string, unknown>>,
    metadata: Readonly<Record<string, unknown>>,
  ): void;
  inputRequest(cell: number, prompt: string, password: boolean): Promise<string>;
}

/** Protocol section "Code completeness". */
export interface Completeness {
  readonly status: 'complete' | 'incomplete' | 'invalid' | 'unknown';
  readonly indent?: string;
}

/** Protocol section "Completion": the content of a complete_reply. */
export interface CompleteReply {
  readonly status: 'ok';
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Protocol section "Introspection": the content of an inspect_reply. */
export interface InspectReply {
  readonly status: 'ok';
  readonly found: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Runs the cells of one notebook, one at a time, in this process. */
export class Session {
  constructor(_options: { readonly folder: string; readonly output: EngineOutput }) {}

  /** Runs a cell; never rejects. The code starts in a task of its own, so that a hard interrupt cannot unwind the caller. */
  execute(_request: ExecuteRequest): Promise<CellOutcome> {
    return Promise.resolve({ status: 'ok', userExpressions: {}, payload: [] });
  }

  isComplete(_code: string): Completeness {
    return { status: 'unknown' };
  }

  complete(_code: string, cursor: number): CompleteReply {
    return { status: 'ok', matches: [], cursor_start: cursor, cursor_end: cursor, metadata: {} };
  }

  inspect(_code: string, _cursor: number, _detail: 0 | 1): InspectReply {
    return { status: 'ok', found: false, data: {}, metadata: {} };
  }

  /** Soft interrupt: raises the interrupt signal and rejects what the running cell awaits. */
  interrupt(): void {}

  /** Called, in a fresh task, after JavaScript was terminated from outside: ends the running cell as interrupted. */
  afterHardInterrupt(): void {}

  /** Called while nothing runs: loads the library, so that the first cell need not wait for it. */
  idle(): void {}
}
