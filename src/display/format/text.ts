/** Code points that take two columns in a terminal (East Asian wide and fullwidth, emoji). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes in a terminal. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** Fills up with spaces on the right (`left` aligned) or on the left. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** Cuts what is too wide and ends it with `…`. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let cut = '';
  let used = 1;
  for (const character of text) {
    used += textWidth(character);
    if (used > width) break;
    cut += character;
  }
  return `${cut}…`;
}

/** A line of that many columns under the head of a table. */
export function ruleLine(width: number): string {
  return '─'.repeat(width);
}

/** One column of a text table. */
export interface TextColumn {
  readonly head: string;
  readonly align: 'left' | 'right';
  /** At least that wide. */
  readonly min?: number;
}

/** Lines of a table with two spaces between columns; a row may be `'rule'`. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[] | 'rule')[],
): { readonly lines: readonly string[]; readonly width: number } {
  const widths = columns.map((column, index) =>
    rows.reduce(
      (widest, row) => (row === 'rule' ? widest : Math.max(widest, textWidth(row[index] ?? ''))),
      Math.max(textWidth(column.head), column.min ?? 0),
    ),
  );
  const width = widths.reduce((sum, each) => sum + each, 2 * (columns.length - 1));
  const line = (cells: readonly string[]) =>
    columns
      .map((column, index) => pad(cells[index] ?? '', widths[index]!, column.align))
      .join('  ')
      .trimEnd();
  const rule = ruleLine(width);
  const lines = [line(columns.map((column) => column.head)), rule];
  for (const row of rows) lines.push(row === 'rule' ? rule : line(row));
  return { lines, width };
}

/** Breaks a sentence at spaces; lines after the first are indented. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line.trim() !== '' && textWidth(longer) > width) {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  lines.push(line);
  return lines;
}
