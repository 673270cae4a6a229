import { askForPassword, askForText } from '../../../src/display/bundle.js';
import type { CellContext } from '../context/cell-context.js';
import { cellContext } from '../context/cell-context.js';
import { defineGlobal } from '../prelude.js';
import type { EngineOutput } from './output.js';

/** The library's `prompt` and `password` ask through this, so that its own exports work in a kernel, too. */
const INPUT = Symbol.for('cellgrad.input');

/** Asks the user for a line of text; `call` is for errors. */
export type AskUser = (
  text?: unknown,
  options?: { readonly password?: boolean; readonly call?: string },
) => Promise<string>;

/** Raised when the front end (nbconvert, for one) has nobody to ask. Jupyter's name for it. */
export class StdinNotImplementedError extends Error {
  override name = 'StdinNotImplementedError';
  readonly fix = 'run the cell in a front end that shows a prompt, or give the value in the code.';
}

/** What Jupyter's console sends for Ctrl-D. */
const END = '\x04';

/** Raised when who was asked ended the input instead of answering. Python's name for it. */
export class EOFError extends Error {
  override name = 'EOFError';
}

/** Asks whoever runs the cell that asks. */
export function askUser(output: EngineOutput, current: () => CellContext | undefined): AskUser {
  return async (text = '', { password = false, call = password ? 'password' : 'prompt' } = {}) => {
    const cell = cellContext.getStore() ?? current();
    if (!cell || cell.ended) throw new Error(`${call}: no cell is running that could ask`);
    if (!cell.allowStdin) throw new StdinNotImplementedError(`${call}: this front end does not take input`);
    const answer = await output.inputRequest(cell.id, String(text), password);
    if (answer === END) throw new EOFError(`${call}: the input was ended without an answer`);
    return answer;
  };
}

/** Defines `prompt(text, initial)` and `password(text)`. Each gives a promise of what the user typed. */
export function defineInput(ask: AskUser): void {
  (globalThis as { [INPUT]?: AskUser })[INPUT] = ask;
  defineGlobal('prompt', (text?: unknown, initial?: unknown) => askForText(ask, text, initial));
  defineGlobal('password', (text?: unknown) => askForPassword(ask, text));
}
