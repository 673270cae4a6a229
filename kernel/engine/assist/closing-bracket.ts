import { openAt } from './open-text.js';

/** Behind the first bracket of one of these kinds, from a place on, that closes what nothing is around; undefined where none does. */
export function afterClosing(code: string, kinds = ')]}', from = 0): number | undefined {
  let depth = 0;
  let end: number | undefined;
  const bracket = (char: string, at: number) => {
    depth += '([{'.includes(char) ? 1 : -1;
    if (depth === 0 && at >= from && kinds.includes(char)) end ??= at + 1;
  };
  openAt(code, undefined, { bracket });
  return end;
}
