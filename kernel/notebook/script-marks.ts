import MagicString from 'magic-string';
import ts from 'typescript-6';
import { mapCodeLines } from './code-lines.js';
import { restoreMagics } from './script-magics.js';
import { restoreDeclarations } from './script-names.js';

/** The code of a cell that stands in the script without running. */
export function quoted(code: string): string {
  return code
    .split('\n')
    .map((line) => (line === '' ? '//|' : `//| ${line}`))
    .join('\n');
}

const RUNS_AS = '//|^ runs as:';

/** A cell as it was written, without running, and what runs in its place. */
export function runsAs(original: string, code: string): string {
  return `${quoted(original)}\n${RUNS_AS}\n${code}`;
}

/** Ends a comment of ours whose line went on with code. */
export const CONTINUED = ' //+';
const CONTINUED_LINE = /^(\/\/\^ .*) \/\/\+\n/gm;

/** Without the lines that a script has and its notebook has not. */
export function withoutMarked(code: string): string {
  return mapCodeLines(code, (line) => (/[;{}] \/\/\^$/.test(line) ? undefined : line));
}

/** Comments of the user's that look like ours get one sign more. */
export function escapeMarks(code: string): string {
  return mapCodeLines(code, (line) =>
    line
      .replace(/^\/\/\^ /, '//^ $&')
      .replace(/[;{}] \/\/\^+$/, '$&^')
      .replace(/ \/\/\++$/, '$&+')
      .replace(/; \/\/=(?==*;?(?: |$))/, '$&='),
  );
}

/** Takes away our marks of imports, and one sign of the user's comments that look like ours. */
function restoreMarks(code: string): string {
  return mapCodeLines(code, (line) =>
    line
      .replace(/^\/\/\^ /, '')
      .replace(/([;{}] \/\/\^+)\^$/, '$1')
      .replace(/( \/\/\++)\+$/, '$1'),
  );
}

/** Gives a cell back as it was written, by the marks that its script has. */
export function restoreCell(source: string): string {
  const lines = source.split('\n');
  const end = lines.includes(RUNS_AS) ? lines.indexOf(RUNS_AS) : lines.length;
  const quoted = lines.slice(0, end);
  if (isQuoted(quoted)) return quoted.map((line) => line.replace(/^\/\/\| ?/, '')).join('\n');
  const code = restoreMarks(withoutMarked(source).replace(CONTINUED_LINE, '$1'));
  return restoreMagics(restoreDeclarations(restoreValueMarks(restoreLast(code))));
}

/** Only now: before, `//==` must not be taken for the mark of a value. */
function restoreValueMarks(code: string): string {
  return mapCodeLines(code, (line) => line.replace(/; \/\/==(?==*;?(?: |$))/, '; //='));
}

/** True for lines that all stand in the script without running. */
export function isQuoted(lines: readonly string[]): boolean {
  return lines.every((line) => line.startsWith('//|'));
}

function restoreLast(code: string): string {
  const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.ESNext, true);
  const text = new MagicString(code);
  for (const node of file.statements) {
    const mark = /^ (?:\/\/=(;?)(?=[ \n]|$)|\/\*=(;?)\*\/)/.exec(code.slice(node.end));
    if (
      !mark ||
      code[node.end - 1] !== ';' ||
      !ts.isExpressionStatement(node) ||
      !ts.isCallExpression(node.expression)
    )
      continue;
    const [value] = node.expression.arguments;
    if (value === undefined) continue;
    const inner = ts.isParenthesizedExpression(value) && isComma(value.expression) ? value.expression : value;
    text.remove(node.getStart(), inner.getStart());
    text.update(inner.end, node.end + mark[0].length, mark[1] ?? mark[2] ?? '');
  }
  return text.toString();
}

/** True for `a, b`, which is one argument only in parentheses. */
export function isComma(expression: ts.Expression): boolean {
  return ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.CommaToken;
}
