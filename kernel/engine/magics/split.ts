import { openAt } from '../assist/open-text.js';
import { commandIn, SHELL } from './command.js';

/** One part of a cell, in the order in which they run. */
export type Part =
  /** TypeScript, with empty lines before it, so that it keeps its line numbers. */
  | { readonly kind: 'code'; readonly code: string }
  | {
      readonly kind: 'magic';
      readonly name: string;
      readonly rest: string;
      /** The lines under `%%name`. */
      readonly body: string | undefined;
      /** The magic's line in the cell, from 1. */
      readonly line: number;
    };

/** Magics whose argument or body is TypeScript, which is completed as anywhere else. */
export const TAKE_CODE: ReadonlySet<string> = new Set(['time', 'timeit', 'distribute']);

const CELL_MAGIC = /^%%([A-Za-z]\w*)(?:[ \t]+(.*))?$/;
const LINE_MAGIC = /^%([A-Za-z]\w*)(?:[ \t]+(.*))?$/;

/**
 * Cuts a cell at its magics. `%%name` takes the whole cell and must be its first line that is not empty; `%name` and
 * `!command` take their line. A line in a template or comment is none, and neither is `% name` or a line whose word
 * `isMagic` does not know: TypeScript may continue an expression with `%`.
 *
 * @param isName tells the names of the session, which `!name` may be about
 */
export function splitMagics(
  source: string,
  isMagic: (name: string) => boolean,
  isName: (name: string) => boolean = () => false,
): readonly Part[] {
  if (!/^[%!]/m.test(source)) return [{ kind: 'code', code: source }];
  const lines = source.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const cell = CELL_MAGIC.exec(lines[first]?.trimEnd() ?? '');
  if (cell?.[1]) {
    const body = lines.slice(first + 1).join('\n');
    return [{ kind: 'magic', name: cell[1], rest: cell[2]?.trim() ?? '', body, line: first + 1 }];
  }
  const parts: Part[] = [];
  let code: string[] = [];
  /** What was read, without the magics: their quotes are none of TypeScript's. */
  let text = '';
  const flush = (line: number) => {
    if (code.some((one) => one.trim() !== '')) {
      parts.push({ kind: 'code', code: '\n'.repeat(line - code.length) + code.join('\n') });
    }
    code = [];
  };
  lines.forEach((line, i) => {
    const magic = /^[%!]/.test(line) && !isInText(text) ? magicIn(line) : undefined;
    if (magic === undefined) {
      code.push(line);
      text += `${line}\n`;
      return;
    }
    flush(i);
    parts.push({ kind: 'magic', ...magic, body: undefined, line: i + 1 });
    text += '\n';
  });
  flush(lines.length);
  return parts;

  function magicIn(line: string): { name: string; rest: string } | undefined {
    const begins = startsStatement(code);
    const command = commandIn(line, source, begins, isName);
    if (command !== undefined) return { name: SHELL, rest: command };
    const [, name, rest = ''] = LINE_MAGIC.exec(line.trimEnd()) ?? [];
    return name && (isMagic(name) || begins) ? { name, rest: rest.trim() } : undefined;
  }
}

/** True when nothing before this line could go on in it: an unknown magic may be named as such. */
function startsStatement(before: readonly string[]): boolean {
  const last = before.findLast((line) => line.trim() !== '' && !line.trim().startsWith('//'));
  return last === undefined || /[;{}]\s*$/.test(last);
}

function isInText(before: string): boolean {
  const inside = openAt(before).at(-1)?.kind;
  return inside === '`' || inside === '/*';
}
