import { splitMagics, TAKE_CODE } from '../engine/magics/split.js';

/**
 * The TypeScript of a cell, each character at the offset where the cell has it: magics are blanks, and so is an `export` in
 * front of a declaration (what a cell declares is there for the next one anyway).
 */
export function cellCode(source: string): string {
  const lines = source.split('\n');
  /** From which column on a line is TypeScript. */
  const from = new Map<number, number>();
  for (const part of splitMagics(source, () => true)) {
    if (part.kind === 'code') keep(from, part.code, 0);
    else if (part.body !== undefined) {
      if (TAKE_CODE.has(part.name)) keep(from, part.body, part.line);
    } else if (part.name === 'time')
      from.set(part.line - 1, (lines[part.line - 1] ?? '').trimEnd().length - part.rest.length);
  }
  const kept = lines.map((line, i) => {
    const column = from.get(i) ?? line.length;
    return line.slice(0, column).replace(/[^\r]/g, ' ') + line.slice(column);
  });
  return kept.join('\n').replace(EXPORT, (word) => ' '.repeat(word.length));
}

function keep(from: Map<number, number>, code: string, first: number): void {
  code.split('\n').forEach((line, i) => {
    if (line !== '') from.set(first + i, 0);
  });
}

/** What a cell's magics do to what types know of the session. */
export function effectOf(source: string): { readonly resets: boolean; readonly installs: boolean } {
  if (!/^%/m.test(source)) return { resets: false, installs: false };
  const names = splitMagics(source, () => true).map((part) => (part.kind === 'magic' ? part.name : ''));
  return { resets: names.includes('reset'), installs: names.includes('npm') };
}

const EXPORT =
  /^export(?:\s+default(?=\s+(?:async\s+)?(?:function\*?|class)\s+[\w$]+[\s({<]))?(?=\s+(?:declare|const|let|var|async|function|abstract|class|enum|namespace|interface|type)\s+[\w$[{])/gm;
