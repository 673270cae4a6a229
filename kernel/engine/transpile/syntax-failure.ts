/** A cell that cannot be compiled. Positions are those of the cell's text; lines from 1, columns from 1. */
export class CellSyntaxError extends SyntaxError {
  override name = 'SyntaxError';
  readonly line: number;
  readonly column: number;
  /** How many characters the mark under the line covers. */
  readonly length: number;
  readonly fix: string | undefined;

  constructor(
    message: string,
    at: { readonly line: number; readonly column: number; readonly length?: number },
    fix?: string,
  ) {
    super(message);
    this.line = at.line;
    this.column = at.column;
    this.length = Math.max(1, at.length ?? 1);
    this.fix = fix;
  }
}

/** Line and column, both from 1, of an offset in a text. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end < 0 || end >= offset) return { line, column: offset - start + 1 };
    line += 1;
    start = end + 1;
  }
}

/** The way back from {@link positionAt}. */
export function offsetAt(text: string, at: { readonly line: number; readonly column: number }): number {
  let start = 0;
  for (let line = 1; line < at.line; line += 1) start = text.indexOf('\n', start) + 1;
  return start + at.column - 1;
}
