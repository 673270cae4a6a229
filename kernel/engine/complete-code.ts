import { firstSyntaxError } from './transpile.js';

/** Protocol section "Code completeness". */
export interface Completeness {
  readonly status: 'complete' | 'incomplete' | 'invalid' | 'unknown';
  readonly indent?: string;
}

/**
 * Whether a console should run what was typed, or let the user go on. Incomplete is what fails at its end: an open
 * bracket, comment or template, an operator without its right side.
 */
export function checkComplete(code: string): Completeness {
  if (/^\s*%/.test(code)) return { status: 'complete' };
  const error = firstSyntaxError(code);
  if (!error) return { status: 'complete' };
  const end = code.trimEnd().length;
  const opened = code[error.start];
  const open =
    error.message.includes('`EOF`') ||
    error.message.startsWith('Unterminated multiline comment') ||
    (error.message.startsWith('Unterminated') && (opened === '`' || opened === '}')) ||
    error.start >= end;
  if (!open) return { status: 'invalid' };
  const isText = error.message.startsWith('Unterminated');
  return { status: 'incomplete', indent: isText ? '' : indentAfter(code) };
}

/** The indentation of the last line that is not empty, one step deeper after an opening bracket or an arrow. */
function indentAfter(code: string): string {
  const line = code.trimEnd().split('\n').at(-1) ?? '';
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return /(?:[{([]|=>)$/.test(line) ? `${indent}${indent.includes('\t') ? '\t' : '  '}` : indent;
}
