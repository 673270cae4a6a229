import { splitMagics } from '../magics/split.js';
import { MAGICS } from '../magics/table.js';
import { firstSyntaxError } from '../transpile/transpile.js';
import { nearBefore } from './expression-path.js';
import { openAt } from './open-text.js';
import { questionIn } from './question.js';

/** Protocol section "Code completeness". */
export interface Completeness {
  readonly status: 'complete' | 'incomplete' | 'invalid' | 'unknown';
  readonly indent?: string;
}

/**
 * Whether a console should run what was typed, or let the user go on. Incomplete is what fails at its end: an open
 * bracket, comment or template, an operator without its right side. `%%name` goes on until an empty line, as in IPython.
 */
export function checkComplete(code: string): Completeness {
  if (questionIn(code)) return { status: 'complete' };
  const parts = splitMagics(code, (name) => MAGICS.has(name));
  const last = parts.at(-1);
  if (last?.kind === 'magic') {
    const goesOn = last.body !== undefined && !/\n[ \t]*$/.test(code);
    if (goesOn) return { status: 'incomplete', indent: last.body ? indentAfter(code) : '' };
  }
  for (const part of parts) {
    if (part.kind === 'magic') continue;
    const found = checkCode(part.code);
    if (part === last || found.status === 'invalid') return found;
    // A magic stands where the statement before it should go on.
    if (found.status === 'incomplete') return { status: 'invalid' };
  }
  return { status: 'complete' };
}

/** A function without a body is TypeScript's overload, but who types one line after the other is about to open the brace. */
const HEAD = /(?<!\bdeclare\s+|[.\w$])function\b[\w$\s*<>,]*\([^{};]*\)(?:\s*:[^{};=]*)?$/;

function checkCode(typed: string): Completeness {
  // Without a body oxc takes an arrow function's parameters for something else.
  const code = typed.replace(/=>\s*$/, '=> {');
  const error = firstSyntaxError(code);
  const end = code.trimEnd().length;
  if (!error) {
    const goesOn = HEAD.test(nearBefore(code, end)) && openAt(code, end).length === 0;
    return goesOn ? { status: 'incomplete', indent: indentAfter(code) } : { status: 'complete' };
  }
  const opened = code[error.start];
  const isText = error.message.startsWith('Unterminated');
  const open =
    error.message.includes('`EOF`') ||
    error.message.startsWith('Unterminated multiline comment') ||
    (isText && (opened === '`' || opened === '}')) ||
    // A string goes on behind a backslash.
    (isText && /^["']/.test(opened ?? '') && /\\\n?$/.test(code)) ||
    (error.message.startsWith('Identifier expected after') && error.end >= end) ||
    error.start >= end;
  if (!open) return { status: 'invalid' };
  return { status: 'incomplete', indent: isText ? '' : indentAfter(typed) };
}

/** The indentation of the last line that is not empty, one step deeper after an opening bracket or an arrow. */
function indentAfter(code: string): string {
  const line = code.trimEnd().split('\n').at(-1) ?? '';
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return /(?:[{([]|=>)$/.test(line) ? `${indent}${indent.includes('\t') ? '\t' : '  '}` : indent;
}
