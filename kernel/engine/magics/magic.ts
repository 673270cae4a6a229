import type { DisplayMessage, MimeBundle } from '../../../src/display/bundle.js';
import type { TypesMode } from '../../types-mode.js';
import type { Match } from '../assist/complete-reply.js';
import type { Namespace } from '../prelude.js';
import type { Prepared } from '../run.js';

/** What a magic can do in its session. */
export interface MagicContext {
  /** The rest of the magic's line, without blanks around it. */
  readonly rest: string;
  /** The lines under it, for `%%name`; undefined for `%name`. */
  readonly body: string | undefined;
  /** The number of the cell, as `[n]` shows it. */
  readonly count: number;
  /** The notebook's folder. Setting it changes where imports and paths start. */
  folder: string;
  /** Runs TypeScript as part of the cell and gives the value of its last expression. */
  evaluate(code: string): Promise<unknown>;
  /** Compiles TypeScript to run it several times. */
  prepare(code: string): Promise<Prepared>;
  /** Waits so that an interrupt rejects it. */
  wait<T>(promise: Promise<T>): Promise<T>;
  print(text: string): void;
  printError(text: string): void;
  /** Shows an output; with an id it can be shown again, changed. */
  display(data: MimeBundle, update?: { readonly id: string; readonly again: boolean }): void;
  /** Passes on what something else shows. */
  send(message: DisplayMessage): void;
  /** Adds to the reply's payload (protocol section "Payloads"). */
  addPayload(payload: Readonly<Record<string, unknown>>): void;
  library(): Promise<Namespace>;
  /** The user's variables and their values. */
  variables(): readonly { readonly name: string; readonly value: unknown }[];
  /** Says how the types of cells are checked, and shows it; undefined changes nothing. */
  checkTypes(mode: TypesMode | undefined): void;
  /** Forgets the user's variables. */
  reset(): void;
}

/** One magic: a command to the kernel that is not TypeScript. */
export interface Magic {
  readonly name: string;
  /** `line` is `%name`, `cell` is `%%name`. */
  readonly kinds: readonly ('line' | 'cell')[];
  /** The arguments, as a usage line has them. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** What may stand for the argument of which this much was typed. */
  complete?(typed: string, folder: string): readonly Match[];
  /** Gives a value to be shown, or undefined. */
  run(context: MagicContext): Promise<unknown>;
}
