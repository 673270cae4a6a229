import { nearBefore } from '../assist/expression-path.js';

/** A place in a text, and how much of the line is marked. */
export interface Mark {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

const bold = (text: string) => `\x1b[1m${text}\x1b[0m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[0m`;

/**
 * The marked line and, if wanted, its neighbours, as looks/error.txt has them: bold only, because JupyterLab paints
 * tracebacks on a ground where coloured text can hardly be read.
 */
export function codeFrame(source: string, mark: Mark, around: number): string[] {
  const lines = source.split(/\r?\n/);
  const first = Math.max(1, mark.line - around);
  const last = Math.min(lines.length, mark.line + around);
  const width = Math.max(2, String(last).length);
  const out: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const text = clip(lines[number - 1] ?? '');
    const gutter = String(number).padStart(width);
    if (number !== mark.line) {
      const pad = ' '.repeat(width - String(number).length);
      out.push(`  ${pad}${dim(String(number))}  ${text}`.trimEnd());
      continue;
    }
    out.push(bold(`> ${gutter}  ${text}`));
    const before = text.slice(0, mark.column - 1).replace(/[^\t]/g, ' ');
    const length = Math.max(1, Math.min(mark.length, text.length - mark.column + 1));
    if (mark.column <= text.length + 1)
      out.push(`${' '.repeat(width + 4)}${before}${bold('~'.repeat(length))}`);
  }
  return out;
}

/** Lines of generated code can be of any length. */
function clip(text: string): string {
  return text.length > 400 ? `${text.slice(0, 399)}…` : text;
}

/**
 * The expression at a stack's position: V8 points at `matMul` in `tf.matMul(x, w)`, a reader looks for the whole call.
 * `whole` takes the arguments in, when they end on the same line.
 */
export function expressionAt(
  source: string,
  at: { readonly line: number; readonly column: number },
  whole: boolean,
): Mark {
  const text = source.split(/\r?\n/)[at.line - 1] ?? '';
  let start = Math.min(at.column - 1, text.length);
  const path = /(?:[\w$#\])]+[?!]?\.)+$/.exec(nearBefore(text, start))?.[0] ?? '';
  // A call or an index in the middle of the path (`f(x).y`) starts somewhere that this does not parse.
  if (path && !/[\])]/.test(path)) start -= path.length;
  const rest = text.slice(start);
  const word =
    /^import\s.*\S/.exec(rest)?.[0] ??
    /^(?:await\s+)?(?:new\s+)?[\w$#]+(?:[?!]?\.[\w$#]+)*/.exec(rest)?.[0] ??
    /^(['"`]).*?\1/.exec(rest)?.[0] ??
    rest.slice(0, 1);
  let end = start + word.length;
  if (whole && text[end] === '(') end = closing(text, end) ?? end;
  return { line: at.line, column: start + 1, length: Math.max(1, end - start) };
}

/** Where the bracket closes that opens at `open`, on the same line. */
function closing(text: string, open: number): number | undefined {
  let depth = 0;
  let quote = '';
  for (let i = open; i < text.length; i += 1) {
    const char = text[i] as string;
    if (quote) {
      if (char === '\\') i += 1;
      else if (char === quote) quote = '';
    } else if (`"'\``.includes(char)) quote = char;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}
