import { afterClosing } from './closing-bracket.js';

/** Heads are looked at so far: a function may be a million characters long. */
const REACH = 5000;

const BARE = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u;
/** A type behind the parameters; one with braces cannot be told from a body. */
const RETURNED = /^\s*:\s*([^\s{}=;][^{}=;]*?)(?<![<|&,:([]\s*)\s*(?:\{|=>)/;
const CONSTRUCTOR = /(?:^|[\s;{}])constructor\s*\(/;
/** What makes a field of a constructor's parameter. */
const MODIFIERS = /(?<=[(,]\s*)(?:(?:public|private|protected|readonly|override)\s+)+/g;

/** The text of a function up to its body, under the name by which it was asked for. */
export function functionHead(text: string, name: string): string {
  const called = `${/^async\b/.test(text) ? 'async ' : ''}${name}`;
  const bare = BARE.exec(text)?.[1];
  if (bare) return `${called}(${bare})`;
  const start = text.search(/[(<]/);
  const open = text.indexOf('(', text[start] === '<' ? endOfTypes(text, start) : start);
  const list = start < 0 || open < 0 ? undefined : bracketed(text, open);
  if (list === undefined) return `${called}(...)`;
  const end = open + list.length;
  const returned = RETURNED.exec(text.slice(end, end + REACH))?.[1];
  return `${called}${text.slice(start, end)}${returned === undefined ? '' : `: ${returned}`}`;
}

/** The text of a class up to its body, under a name where it has none; and its constructor's parameters. */
export function classHead(
  text: string,
  name: string,
): { readonly head: string; readonly parameters: string | undefined } {
  const head = text.slice(0, startOfBody(text)).trim();
  const found = CONSTRUCTOR.exec(text);
  const list = found ? bracketed(text, found.index + found[0].length - 1) : undefined;
  return {
    head: head === 'class' ? `class ${name}` : head,
    parameters: list?.replace(MODIFIERS, '').slice(1, -1).trim(),
  };
}

/** The text from a bracket to the one that closes it. */
function bracketed(text: string, open: number): string | undefined {
  const near = text.slice(open, open + REACH);
  const end = afterClosing(near);
  return end === undefined ? undefined : near.slice(0, end);
}

/** Where the type parameters that open at a place end. */
function endOfTypes(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i += 1) {
    depth += angle(text, i);
    if (depth === 0) return i;
  }
  return text.length;
}

/** The brace of a class's body: one that stands neither in type parameters nor in the arguments of a call. */
function startOfBody(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '{' && depth === 0) return i;
    depth += char === '(' ? 1 : char === ')' ? -1 : angle(text, i);
  }
  return text.indexOf('{');
}

/** 1 for an angle bracket that opens, -1 for one that closes; an arrow's is none. */
function angle(text: string, at: number): number {
  if (text[at] === '<') return 1;
  return text[at] === '>' && text[at - 1] !== '=' ? -1 : 0;
}
