import ts from 'typescript-6';

/** What goes on with the line above when that has no semicolon: `let a = 1` and below it `[1, 2].map(f)`. */
const JOINS = new Set([
  ts.SyntaxKind.OpenBracketToken,
  ts.SyntaxKind.OpenParenToken,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.SlashEqualsToken,
]);

/** True when the code would be read as one statement with the end of the code above it. */
export function joinsLineAbove(code: string, above: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, code);
  if (!JOINS.has(scanner.scan())) return false;
  const last = ts.createSourceFile('above.ts', above, ts.ScriptTarget.ESNext, true).statements.at(-1);
  return last === undefined || above[last.end - 1] !== ';';
}
