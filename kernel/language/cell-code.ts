import { splitMagics, TAKE_CODE } from '../engine/magics/split.js';

/**
 * The TypeScript of a cell, each character where the cell has it: magics are empty lines, and so is an `export` in front
 * of a declaration (what a cell declares is there for the next one anyway).
 */
export function cellCode(source: string): string {
  const lines = source.split(/\r?\n/).map(() => '');
  const put = (text: string, first: number) =>
    text.split('\n').forEach((line, i) => {
      if (line !== '') lines[first + i] = line;
    });
  for (const part of splitMagics(source, () => true)) {
    if (part.kind === 'code') put(part.code, 0);
    else if (part.body !== undefined && TAKE_CODE.has(part.name)) put(part.body, part.line);
  }
  return lines.join('\n').replace(EXPORT, (word) => ' '.repeat(word.length));
}

const EXPORT =
  /^export(?:\s+default(?=\s+(?:async\s+)?(?:function\*?|class)\s+[\w$]+[\s({<]))?(?=\s+(?:declare|const|let|var|async|function|abstract|class|enum|namespace|interface|type)\s+[\w$[{])/gm;
