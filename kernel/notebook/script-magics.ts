import { splitMagics } from '../engine/magics/split.js';
import { MAGICS } from '../engine/magics/table.js';
import { scriptCall } from './script-calls.js';

/** Cell magics whose body is TypeScript and runs; all others make their cell a comment. */
const AROUND = new Set(['time', 'timeit', 'capture', 'distribute']);
const CELL = /^%%([A-Za-z]\w*)/;
/** A line magic that only watches what its line does: the line stays. */
const WATCHED = /^%time[ \t]+(?=\S)/;
/** Parts a call from the magic that it stands for; code that was added ends with `//^`. */
const CALL = ' //^ ';

/**
 * Turns the magics of a cell into what a script can do: a call where there is one, as `display.html(...)` for `%%html`,
 * with the magic behind it as a comment, else a comment alone. No line is added.
 */
export function commentMagics(code: string): string {
  const lines = code.split('\n');
  const magics = splitMagics(code, (name) => MAGICS.has(name)).filter((part) => part.kind === 'magic');
  const [cell] = magics;
  if (cell?.body !== undefined && !AROUND.has(cell.name)) {
    const call = scriptCall(cell);
    return lines.map((line, i) => (i === cell.line - 1 ? withCall(call, line) : mark(line))).join('\n');
  }
  const calls = new Map(magics.map((magic) => [magic.line - 1, scriptCall(magic)]));
  return lines
    .map((line, i) => {
      if (calls.has(i))
        return WATCHED.test(line) ? line.replace(WATCHED, '/*%time*/ ') : withCall(calls.get(i), line);
      return isMarked(line) ? mark(line) : line;
    })
    .join('\n');
}

/** Gives a cell back as it was before {@link commentMagics}. */
export function restoreMagics(code: string): string {
  const lines = code.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '' && line !== '//');
  const head = lines[first] ?? '';
  const cell = CELL.exec(unmark(withoutCall(head)))?.[1];
  const all =
    cell !== undefined &&
    !AROUND.has(cell) &&
    lines.every((line, i) => i === first || /^(?:\/\/|$)/.test(line));
  if (all) return lines.map((line, i) => unmark(i === first ? withoutCall(line) : line)).join('\n');
  return lines
    .map((line) => {
      const magic = withoutCall(line);
      if (magic !== line) return magic;
      return isMarked(line) ? unmark(line) : line.replace(/^\/\*%time\*\/ /, '%time ');
    })
    .join('\n');
}

function withCall(call: string | undefined, magic: string): string {
  return call === undefined ? mark(magic) : `${call}${CALL}${magic}`;
}

function withoutCall(line: string): string {
  return /^.*; \/\/\^ (%%?[A-Za-z].*)$/.exec(line)?.[1] ?? line;
}

function mark(line: string): string {
  return line === '' ? '//' : `// ${line}`;
}

function unmark(line: string): string {
  return line.replace(/^\/\/ ?/, '');
}

/** A comment of the user's may look like one of ours: it gets one mark more. */
function isMarked(line: string): boolean {
  return /^(?:\/\/ )+%%?[A-Za-z]/.test(line);
}
