/** Cell magics whose body is TypeScript and runs; all others make their cell a comment. */
const AROUND = new Set(['time', 'timeit', 'capture']);
const LINE = /^%[A-Za-z]\w*/;
const CELL = /^%%([A-Za-z]\w*)/;

/** Turns the magics of a cell into comments: a script has no kernel that would carry them out. */
export function commentMagics(code: string): string {
  const lines = code.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const cell = CELL.exec(lines[first] ?? '')?.[1];
  if (cell !== undefined && !AROUND.has(cell)) return lines.map(mark).join('\n');
  return lines
    .map((line, i) => (LINE.test(line) || (i === first && cell) || isMarked(line) ? mark(line) : line))
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
  return lines.map((line) => (isMarked(line) ? unmark(line) : line)).join('\n');
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
