import { openAt } from './open-text.js';

/** A bracket that is open at a place, and where it stands. */
export interface Bracket {
  readonly char: string;
  readonly at: number;
}

/** The brackets that are open at the end of a text, innermost last. */
export function openBrackets(code: string): readonly Bracket[] {
  const open: Bracket[] = [];
  openAt(code, code.length, {
    bracket(char, at) {
      if ('([{'.includes(char)) open.push({ char, at });
      else open.pop();
    },
  });
  return open;
}

const PATTERN = /(?:\b(?:const|let|var|using)|\bimport(?:\s+type)?|,)\s*$/;

/** True at the end of a text where a block is open, so that what is declared there is not known outside. */
export function isInBlock(code: string): boolean {
  const [outermost] = openBrackets(code);
  return outermost !== undefined && !PATTERN.test(code.slice(0, outermost.at));
}

const KEY = /(?:^\{|,)(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*[\p{ID_Continue}$]*$/u;

/** True at the end of a text where the name of a property may stand: `{ a: 1, b|`. */
export function isAtKey(code: string): boolean {
  const innermost = openBrackets(code).at(-1);
  return innermost?.char === '{' && KEY.test(code.slice(innermost.at));
}

/** True at the end of a text where a type may stand: `let a: Po|`, `x as Po|`, `Set<Po|`. */
export function isAtType(code: string): boolean {
  return TYPE.test(code.slice(-200));
}

const TYPE = /(?:[\w$)\]?]\s*:|<|[|&]|\b(?:as|satisfies|extends|implements|keyof)\s)\s*[\p{ID_Continue}$]+$/u;
