import { splitMagics } from '../engine/magics/split.js';
import { MAGICS } from '../engine/magics/table.js';
import { linesInside, mapCodeLines } from './code-lines.js';
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
 *
 * @param isName tells the names of the notebook, which `!name` may be about
 */
export function commentMagics(code: string, isName: (name: string) => boolean = () => false): string {
  const lines = code.split('\n');
  const parts = splitMagics(code, (name) => MAGICS.has(name), isName);
  const magics = parts.filter((part) => part.kind === 'magic');
  const [cell] = magics;
  if (cell?.body !== undefined && !AROUND.has(cell.name)) {
    const call = scriptCall(cell);
    return lines.map((line, i) => (i === cell.line - 1 ? withCall(call, line) : mark(line))).join('\n');
  }
  const calls = new Map(magics.map((magic) => [magic.line - 1, scriptCall(magic)]));
  // The quotes of a magic are none of TypeScript's.
  const inside = linesInside(lines.map((line, i) => (calls.has(i) ? '' : line)).join('\n'));
  return lines
    .map((line, i) => {
      if (calls.has(i))
        return WATCHED.test(line) ? line.replace(WATCHED, '/*%time*/ ') : withCall(calls.get(i), line);
      return isHashbang(line, i) || (isMarked(line) && !inside.has(i)) ? mark(line) : line;
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
  return mapCodeLines(code, (line) => {
    const magic = withoutCall(line);
    if (magic !== line) return magic;
    return isMarked(line) ? unmark(line) : line.replace(/^\/\*%time\*\/ /, '%time ');
  });
}

function withCall(call: string | undefined, magic: string): string {
  return call === undefined ? mark(magic) : `${call}${CALL}${magic}`;
}

function withoutCall(line: string): string {
  return /^.*; \/\/\^ ((?:%%?[A-Za-z]|!).*)$/.exec(line)?.[1] ?? line;
}

function mark(line: string): string {
  return line === '' ? '//' : `// ${line}`;
}

function unmark(line: string): string {
  return line.replace(/^\/\/ ?/, '');
}

/** What names the program of a script begins the whole file or is no TypeScript. */
function isHashbang(line: string, index: number): boolean {
  return index === 0 && line.startsWith('#!');
}

/** A comment of the user's may look like one of ours: it gets one mark more. */
function isMarked(line: string): boolean {
  return /^(?:\/\/ )+(?:%%?[A-Za-z]|#!)/.test(line);
}
