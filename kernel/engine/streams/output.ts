import type { DisplayMessage } from '../../../src/display/bundle.js';
import type { CommMessage } from '../../link.js';
import type { TypesMode } from '../../types-mode.js';
import type { Shield } from '../interrupts/shield.js';

/** Where what a cell shows goes; `serve.ts` writes it to the link. */
export interface EngineOutput {
  stream(cell: number, name: 'stdout' | 'stderr', text: string): void;
  display(cell: number, message: DisplayMessage): void;
  result(
    cell: number,
    data: Readonly<Record<string, unknown>>,
    metadata: Readonly<Record<string, unknown>>,
  ): void;
  inputRequest(cell: number, prompt: string, password: boolean): Promise<string>;
  /** Says how the types of the cells that follow are checked; undefined asks. */
  types(cell: number, mode: TypesMode | undefined): void;
  /** Says where paths and imports of the cells that follow start. */
  folder?(folder: string): void;
  /** What must not be terminated from outside goes behind it; absent where nothing is. */
  readonly shield?: Shield;
  /** Sends a comm's message to the front end; without it comms go nowhere. */
  comm?(cell: number, message: CommMessage): void;
}
