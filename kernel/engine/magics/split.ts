import { openAt } from '../open-text.js';

/** One part of a cell, in the order in which they run. */
export type Part =
  /** TypeScript, with empty lines before it, so that it keeps its line numbers. */
  | { readonly kind: 'code'; readonly code: string }
  | {
      readonly kind: 'magic';
      readonly name: string;
      readonly rest: string;
      /** The lines under `%%name`. */
      readonly body: string | undefined;
      /** The magic's line in the cell, from 1. */
      readonly line: number;
    };

const CELL_MAGIC = /^%%([A-Za-z]\w*)(?:[ \t]+(.*))?$/;
const LINE_MAGIC = /^%([A-Za-z]\w*)(?:[ \t]+(.*))?$/;

/**
 * Cuts a cell at its magics. `%%name` takes the whole cell and must be its first line that is not empty; `%name` takes its
 * line. A line in a template or comment is none, and neither is `% name` or a line whose word `isMagic` does not
 * know: TypeScript may continue an expression with `%`.
 */
export function splitMagics(source: string, isMagic: (name: string) => boolean): readonly Part[] {
  if (!/^\s*%/m.test(source)) return [{ kind: 'code', code: source }];
  const lines = source.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const cell = CELL_MAGIC.exec(lines[first]?.trimEnd() ?? '');
  if (cell?.[1]) {
    const body = lines.slice(first + 1).join('\n');
    return [{ kind: 'magic', name: cell[1], rest: cell[2]?.trim() ?? '', body, line: first + 1 }];
  }
  const inText = linesInText(lines);
  const parts: Part[] = [];
  let code: string[] = [];
  const flush = (line: number) => {
    if (code.some((one) => one.trim() !== '')) {
      parts.push({ kind: 'code', code: '\n'.repeat(line - code.length) + code.join('\n') });
    }
    code = [];
  };
  lines.forEach((text, i) => {
    const magic = inText.has(i) ? null : LINE_MAGIC.exec(text.trimEnd());
    const name = magic?.[1];
    if (!name || !(isMagic(name) || startsStatement(code))) {
      code.push(text);
      return;
    }
    flush(i);
    parts.push({ kind: 'magic', name, rest: magic[2]?.trim() ?? '', body: undefined, line: i + 1 });
  });
  flush(lines.length);
  return parts;
}

/** True when nothing before this line could go on in it: an unknown magic may be named as such. */
function startsStatement(before: readonly string[]): boolean {
  const last = before.findLast((line) => line.trim() !== '' && !line.trim().startsWith('//'));
  return last === undefined || /[;{}]\s*$/.test(last);
}

/** The lines that begin inside a template or a block comment. */
function linesInText(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let number = 0;
  openAt(lines.join('\n'), undefined, (open) => {
    number += 1;
    const inside = open.at(-1)?.kind;
    if (inside === '`' || inside === '/*') found.add(number);
  });
  return found;
}
