import type MagicString from 'magic-string';
import ts from 'typescript-6';
import { boundNames, type CellSyntax } from './cell-syntax.js';

/** What the cells of one script export: a module exports a name once, and nothing inside of a block. */
export class ScriptExports {
  readonly #exported = new Set<string>();

  /** Takes away what an earlier cell exports already, or everything of a cell in a block. Asked for in order. */
  rewrite(text: MagicString, { file, source }: CellSyntax, inBlock: boolean): void {
    const isKept = (name: string) => !inBlock && this.#isNew(name);
    for (const node of file.statements.filter(({ end }) => end <= source.length)) {
      if (ts.isExportAssignment(node)) {
        if (!isKept('default')) computeOnly(text, node);
      } else if (ts.isExportDeclaration(node)) {
        if (!node.isTypeOnly) rewriteList(text, node, inBlock, isKept);
      } else if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) {
        const words = exportWords(node);
        const names = words.length > 1 ? ['default'] : words.length > 0 ? namesOf(node) : [];
        if (!names.map(isKept).every(Boolean)) removeExport(text, node);
      }
    }
  }

  #isNew(name: string): boolean {
    const isNew = !this.#exported.has(name);
    this.#exported.add(name);
    return isNew;
  }
}

/** Makes a plain declaration of an exported one; one without a name becomes an expression. */
export function removeExport(text: MagicString, node: ts.Node): void {
  const words = exportWords(node);
  if (words.length === 0) return;
  const isNamed = ts.isVariableStatement(node) || (node as ts.DeclarationStatement).name !== undefined;
  for (const [i, word] of words.entries()) {
    const blank = /^\s*/.exec(text.original.slice(word.end))![0].length;
    if (i === 0 && !isNamed) text.update(word.getStart(), word.end, 'void');
    else text.remove(word.getStart(), word.end + blank);
  }
}

/** `export` and `default` in front of a declaration. */
function exportWords(node: ts.Node): readonly ts.Modifier[] {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.filter(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
}

function namesOf(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node)) return boundNames(node.declarationList);
  const { name } = node as ts.DeclarationStatement;
  return name ? [name.text] : [];
}

function computeOnly(text: MagicString, node: ts.ExportAssignment): void {
  text.update(node.getStart(), node.expression.getStart(), 'void (');
  text.appendLeft(node.expression.end, ')');
}

function rewriteList(
  text: MagicString,
  node: ts.ExportDeclaration,
  inBlock: boolean,
  isKept: (name: string) => boolean,
): void {
  const clause = node.exportClause;
  const elements = clause && ts.isNamedExports(clause) ? clause.elements : [];
  const kept = elements.filter(({ name }) => isKept(name.text));
  if (kept.length < elements.length && kept.length > 0)
    text.update(clause!.getStart(), clause!.end, `{ ${kept.map((one) => one.getText()).join(', ')} }`);
  const isGone =
    clause && ts.isNamespaceExport(clause)
      ? !isKept(clause.name.text)
      : elements.length > 0 && kept.length === 0;
  if (inBlock || isGone) text.remove(node.getStart(), node.end);
}
