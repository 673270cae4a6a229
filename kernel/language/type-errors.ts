import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { codeFrame } from '../engine/errors/code-frame.js';
import type { CellError } from '../link.js';
import { LINES_BEFORE } from './virtual-cell.js';

/** So many errors of one cell are shown. */
const MOST = 10;
const ERROR = 1;
/** Those of the grammar, which the engine tells better, end here. */
const SYNTAX = 2000;
/** That something has no type is no error in a notebook; the rule itself gives `let list = []` the types that it is filled with. */
const UNTYPED = { from: 7000, to: 7999 };
/** The `this` of a function that is one of JavaScript's constructors. */
const UNTYPED_THIS = 2683;
/** What began empty and is filled later: a field `items = []` or `next = null`, an object `{}`. TypeScript has no type for what comes. */
const FILLED: ReadonlySet<number> = new Set([2322, 2339, 2345]);
const EMPTY = /^[^\n]* type '(?:never|null|undefined|\{\})'\.(?:\n|$)/;
/** Whether a module is there shows when the cell runs; the others are an export of the cell's and the one that its file gets. */
const NOT_ITS_OWN: ReadonlySet<number> = new Set([2307, 2300, 2323, 2484]);

/** The errors of a cell's own lines, by the rules of cells. */
export function ownErrors(diagnostics: readonly Diagnostic[], source: string): readonly Diagnostic[] {
  const lines = source.split('\n').length;
  // Who writes it wants to know: `const rest: never = shape` looks whether all kinds were seen.
  const isFilled = (message: string) => EMPTY.test(message) && !/\bnever\b/.test(source);
  return diagnostics.filter(({ severity, code, range, message }) => {
    const line = range.start.line - LINES_BEFORE;
    const number = Number(code);
    if (severity !== ERROR || number < SYNTAX || NOT_ITS_OWN.has(number)) return false;
    if ((number >= UNTYPED.from && number <= UNTYPED.to) || number === UNTYPED_THIS) return false;
    if (FILLED.has(number) && isFilled(textOf(message))) return false;
    return line >= 0 && line < lines;
  });
}

/** The errors of a cell as Jupyter shows errors, each with its line. */
export function typeError(errors: readonly Diagnostic[], source: string, cell: number): CellError {
  const [first] = errors;
  const evalue = first ? textOf(first.message) : '';
  const shown = errors.slice(0, MOST).flatMap((one) => described(one, source, cell));
  if (errors.length > MOST) shown.push(`and ${errors.length - MOST} more`);
  return { ename: 'TypeCheckError', evalue, traceback: shown };
}

function described(
  { code, message, range: { start, end } }: Diagnostic,
  source: string,
  cell: number,
): string[] {
  const line = start.line - LINES_BEFORE + 1;
  const length = end.line === start.line ? end.character - start.character : 1;
  const mark = { line, column: start.character + 1, length };
  return [`Cell ${cell}, line ${line}: ${textOf(message)} (TS${code})`, ...codeFrame(source, mark, 0)];
}

function textOf(message: Diagnostic['message']): string {
  return typeof message === 'string' ? message : message.value;
}
