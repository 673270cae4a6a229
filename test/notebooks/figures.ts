import { stripVTControlCharacters } from 'node:util';
import type { CodeCell, Notebook, Output } from '../../kernel/notebook/nbformat.js';

/** A number that stands alone: not the 2 of `conv2d_2`, nor the 1 of `x1`. */
const NUMBER = /(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?(?![\w])/g;

/** What each code cell has shown, line by line, without what the clock and the machine decide. */
export function shownLines(notebook: Notebook): string[][] {
  return notebook.cells
    .filter((cell): cell is CodeCell => cell.cell_type === 'code')
    .map(({ outputs }) => outputs.flatMap(linesOf));
}

/** Only what a script prints in the same form: text of the cell, and values without a picture. */
export function printedLines(notebook: Notebook): string[] {
  return notebook.cells.flatMap((cell) =>
    cell.cell_type === 'code'
      ? cell.outputs
          .filter(
            (output) =>
              (output.output_type === 'stream' && output.name === 'stdout') ||
              (output.output_type === 'execute_result' && Object.keys(output.data).length === 1),
          )
          .flatMap(linesOf)
      : [],
  );
}

function linesOf(output: Output): string[] {
  if (output.output_type === 'error') return [`${output.ename}: ${output.evalue}`];
  const text = output.output_type === 'stream' ? output.text : String(output.data['text/plain'] ?? '');
  return timeless(text);
}

/** Lines without times, and without the rows that a table of epochs leaves out or keeps by its width. */
export function timeless(text: string): string[] {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+[\d,]+\s+[\d.]+ (?:ms|s|min)(\s+best)?$/, '$1')
        .replace(/\d+m?s - \d+[mu]?s\/step/, '')
        .replace(/ in [\d.]+ (?:ms|s|min), [\d,]+ samples\/s/, '')
        // A name that was cut off is cut elsewhere when its number is longer.
        .replace(/\S*…$/, '')
        .trimEnd(),
    )
    .filter((line) => line !== '');
}

/** The numbers of a line and what stands between them; names that count up (`dense_3`) are alike. */
function taken(line: string): { numbers: number[]; words: string } {
  const numbers = [...line.matchAll(NUMBER)].map(([number]) => Number(number.replaceAll(',', '')));
  return {
    numbers,
    words: line
      .replace(NUMBER, '#')
      .replace(/(?<=[a-z]d?)_\d+\b/g, '')
      .replace(/[─\s]+/g, ' '),
  };
}

/** True when two lines say the same, their numbers up to `tolerance` (absolute below 1, relative above). */
export function isSameLine(a: string, b: string, tolerance: number): boolean {
  const [one, two] = [taken(a), taken(b)];
  if (one.words !== two.words || one.numbers.length !== two.numbers.length) return false;
  return one.numbers.every((value, i) => {
    const other = two.numbers[i]!;
    return Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(value), Math.abs(other));
  });
}

/** The first line of `expected` that does not come in `lines` in its order; `undefined` when all do. */
export function missingLine(
  expected: readonly string[],
  lines: readonly string[],
  tolerance: number,
): string | undefined {
  let at = 0;
  for (const line of expected) {
    const found = lines.findIndex((other, i) => i >= at && isSameLine(line, other, tolerance));
    if (found < 0) return line;
    at = found + 1;
  }
  return undefined;
}
