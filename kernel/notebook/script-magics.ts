import { splitMagics } from '../engine/magics/split.js';
import { MAGICS } from '../engine/magics/table.js';

/** Cell magics whose body is TypeScript and runs; all others make their cell a comment. */
const AROUND = new Set(['time', 'timeit', 'capture']);
const CELL = /^%%([A-Za-z]\w*)/;
/** A line magic that only watches what its line does: the line stays. */
const WATCHED = /^%time[ \t]+(?=\S)/;

/** Turns the magics of a cell into comments: a script has no kernel that would carry them out. */
export function commentMagics(code: string): string {
  const lines = code.split('\n');
  const magics = splitMagics(code, (name) => MAGICS.has(name)).filter((part) => part.kind === 'magic');
  const [cell] = magics;
  if (cell?.body !== undefined && !AROUND.has(cell.name)) return lines.map(mark).join('\n');
  const numbers = new Set(magics.map(({ line }) => line - 1));
  return lines
    .map((line, i) => {
      if (numbers.has(i)) return WATCHED.test(line) ? line.replace(WATCHED, '/*%time*/ ') : mark(line);
      return isMarked(line) ? mark(line) : line;
    })
    .join('\n');
}

/** Gives a cell back as it was before {@link commentMagics}. */
export function restoreMagics(code: string): string {
  const lines = code.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const cell = CELL.exec(unmark(lines[first] ?? ''))?.[1];
  const all =
    cell !== undefined && !AROUND.has(cell) && lines.every((line) => line === '' || line.startsWith('//'));
  if (all) return lines.map(unmark).join('\n');
  return lines
    .map((line) => (isMarked(line) ? unmark(line) : line.replace(/^\/\*%time\*\/ /, '%time ')))
    .join('\n');
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
