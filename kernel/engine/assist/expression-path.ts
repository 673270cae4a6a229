import { openAt } from './open-text.js';

/** A chain like `model.layers[0].na` in front of the cursor. Offsets count UTF-16 units. */
export interface ExpressionPath {
  /** The names and indices before the last one; empty when a plain name or a literal stands there. */
  readonly owner: readonly string[];
  /** What stands at the chain's beginning when it is a text or a list: a value of that kind. */
  readonly literal?: string | readonly unknown[];
  /** What stands of the last name. */
  readonly prefix: string;
  /** Where the last name starts. */
  readonly start: number;
}

/** So many units in front of a place a chain is looked for: patterns that end there take the square of a text's length. */
const REACH = 2000;

/** The name at the end of a text. */
export const NAME_END = /[\p{ID_Continue}$\u200c\u200d]+$/u;
const NAME_START = /^[\p{ID_Continue}$\u200c\u200d]+/u;

/** The text in front of a place, so far as a chain reaches. */
export function nearBefore(code: string, at: number): string {
  return code.slice(Math.max(0, at - REACH), at);
}

/**
 * The chain that ends at the cursor, or undefined where its value cannot be known without running code: after a call, a
 * closing bracket that is no index, a number.
 */
export function pathBefore(code: string, cursor: number): ExpressionPath | undefined {
  const before = nearBefore(code, cursor);
  const prefix = NAME_END.exec(before)?.[0] ?? '';
  const start = cursor - prefix.length;
  if (/^\d/.test(prefix)) return undefined;
  const owner: string[] = [];
  let rest = before.slice(0, before.length - prefix.length);
  for (;;) {
    const dot = /\s*(?:\?|!)?\.\s*$/.exec(rest);
    if (!dot) break;
    rest = rest.slice(0, dot.index);
    // `...name` spreads what the chain gives.
    if (rest.endsWith('..')) break;
    if (rest.endsWith('.')) return undefined;
    for (;;) {
      const index = /\??\.?\[\s*(?:(\d+)|'([^'\\\n]*)'|"([^"\\\n]*)")\s*\]$/.exec(rest);
      if (!index) break;
      owner.unshift(index[1] ?? index[2] ?? index[3] ?? '');
      rest = rest.slice(0, index.index);
    }
    rest = rest.replace(CAST, '$1');
    const name = NAME_END.exec(rest)?.[0];
    if (!name) {
      const literal = literalAt(rest);
      return literal === undefined ? undefined : { owner, prefix, start, literal };
    }
    if (/^\d/.test(name)) return undefined;
    owner.unshift(name);
    rest = rest.slice(0, -name.length);
    // A name in front of which there is nothing more ends the chain; a dot continues it.
    if (!/\.\s*$/.test(rest)) break;
  }
  // A private name or a chain on something else.
  if (rest.endsWith('#') || (owner.length > 0 && /[)\]]\s*$/.test(rest) && /\.\s*$/.test(rest)))
    return undefined;
  return { owner, prefix, start };
}

/** A chain whose type is said otherwise: `(model as any)`. Behind a name it would be the argument of a call. */
const CAST =
  /(?<=(?:^|[^\s\p{ID_Continue}$)\]>]|\b(?:await|case|in|of|return|typeof|void|yield))\s*)\(\s*([\p{ID_Continue}$][\p{ID_Continue}$.?!]*)\s+(?:as|satisfies)\s[^()]*\)$/u;

/** A value of the kind of the literal that ends a text, so far as that is plain. */
function literalAt(text: string): string | readonly unknown[] | undefined {
  if (/["'`]$/.test(text)) return '';
  return /(?:^|[=(,:;{&|?!\n[]|\breturn|=>)\s*\[[^[\]]*\]$/.test(text) ? [] : undefined;
}

/**
 * The chain on or around the cursor, as a list of names; in a text, on a key of an object, and where nothing stands, that
 * of the function whose arguments are written there.
 */
export function pathAround(code: string, cursor: number): { path: string[]; end: number } | undefined {
  const brackets: number[] = [];
  const bracket = (char: string, at: number) => {
    if ('([{'.includes(char)) brackets.push(at);
    else brackets.pop();
  };
  const inside = openAt(code, cursor, { bracket }).at(-1)?.kind ?? '${';
  const after = NAME_START.exec(code.slice(cursor))?.[0].length ?? 0;
  const end = cursor + after;
  const here = inside === '${' ? pathBefore(code, end) : undefined;
  if (here && here.prefix !== '' && here.literal === undefined && !isKey(code, here.start, end))
    return { path: [...here.owner, here.prefix], end };
  for (const open of brackets.reverse()) {
    const called = code[open] === '(' ? pathBefore(code, open) : EMPTY;
    if (called?.prefix !== '') return called && { path: [...called.owner, called.prefix], end: open };
  }
  return undefined;
}

/** A bracket in front of which there is no function. */
const EMPTY = { prefix: '', owner: [] };

/** True for `name` in `{ name: 1 }`. */
function isKey(code: string, start: number, end: number): boolean {
  return /[{,]\s*$/.test(nearBefore(code, start)) && /^\s*:/.test(code.slice(end, end + REACH));
}
