import { type Open, openAt } from '../engine/assist/open-text.js';

/** The numbers, from 0, of the lines that begin inside of a template or a comment of several lines. */
export function linesInside(code: string, kinds: readonly Open['kind'][] = ['`', '/*']): ReadonlySet<number> {
  const found = new Set<number>();
  let number = 0;
  openAt(code, undefined, {
    line(open) {
      number += 1;
      const kind = open.at(-1)?.kind;
      if (kind && kinds.includes(kind)) found.add(number);
    },
  });
  return found;
}

/** Changes the lines of code one by one, but for those inside of templates and comments; `undefined` removes a line. */
export function mapCodeLines(code: string, change: (line: string) => string | undefined): string {
  const inside = linesInside(code);
  return code
    .split('\n')
    .map((line, i) => (inside.has(i) ? line : change(line)))
    .filter((line) => line !== undefined)
    .join('\n');
}
