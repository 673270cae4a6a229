import MagicString from 'magic-string';
import ts from 'typescript-6';
import { boundNames, type CellSyntax, type Declaration } from './cell-syntax.js';
import { removeExport } from './script-exports.js';

/**
 * A module declares a name once, a notebook as often as it likes: all its cells share one variable of each name. So
 * the first declaration of a name that comes twice stays (as `let`), and later ones become assignments. Comments keep
 * what was written, so that a script can be turned back into the same notebook: `let /*const*\/ x`, `/*const*\/ x`.
 */
export interface SharedNames {
  /** Names that several cells declare. */
  readonly shared: ReadonlySet<string>;
  /** For each cell, the shared names that an earlier cell (or an import of the prelude) has declared. */
  readonly before: readonly ReadonlySet<string>[];
}

/**
 * Finds the names that are declared more than once.
 *
 * @param imported names that the script imports at its top although a cell declares them later
 * @param sameImport tells whether two imports of a name bring in the same thing
 * @param inBlocks cells that the script puts into a block: what they declare is declared outside of it
 */
export function findSharedNames(
  cells: readonly CellSyntax[],
  imported: ReadonlySet<string>,
  sameImport: (a: ts.Node, b: ts.Node, name: string) => boolean,
  inBlocks: ReadonlySet<CellSyntax> = new Set(),
): SharedNames {
  const first = new Map<string, Declaration>();
  const shared = new Set(imported);
  for (const cell of cells) {
    const declarations = cell.declarations.filter(isVariable);
    if (inBlocks.has(cell))
      for (const { name, kind } of declarations) if (kind !== 'import') shared.add(name);
    const own = new Map<string, Declaration>();
    for (const declaration of declarations)
      if (!own.has(declaration.name)) own.set(declaration.name, declaration);
    for (const [name, declaration] of own) {
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, declaration);
      else if (!mayRepeat(earlier, declaration, sameImport)) shared.add(name);
    }
  }
  const seen = new Set(imported);
  const before = cells.map(({ declarations }) => {
    const known = new Set(seen);
    for (const { name } of declarations.filter(isVariable)) if (shared.has(name)) seen.add(name);
    return known;
  });
  return { shared, before };
}

/** A type leaves no name behind when the program runs. */
function isVariable({ kind }: Declaration): boolean {
  return kind !== 'type import';
}

function mayRepeat(
  a: Declaration,
  b: Declaration,
  sameImport: (a: ts.Node, b: ts.Node, name: string) => boolean,
): boolean {
  if (a.kind === 'import' && b.kind === 'import') return sameImport(a.node, b.node, a.name);
  return isVar(a) && isVar(b);
}

function isVar({ kind, node }: Declaration): boolean {
  if (kind === 'nested var') return true;
  return kind === 'variable' && !(listOf(node).flags & ts.NodeFlags.BlockScoped);
}

function listOf(node: ts.Node): ts.VariableDeclarationList {
  return ts.isVariableStatement(node) ? node.declarationList : (node as ts.VariableDeclarationList);
}

/** Rewrites the declarations of shared names in one cell; `before` are those that exist already. */
export function rewriteDeclarations(
  text: MagicString,
  cell: CellSyntax,
  names: SharedNames,
  before: ReadonlySet<string>,
): void {
  const done = new Set<ts.Node>();
  for (const { name, kind, node } of cell.declarations.filter(isVariable)) {
    if (kind === 'require') rewriteRequire(text, node as ts.ImportEqualsDeclaration, names.shared, before);
    if (!names.shared.has(name) || done.has(node) || kind === 'import' || kind === 'require') continue;
    done.add(node);
    if (kind === 'variable') rewriteVariables(text, node as ts.VariableStatement, names.shared, before);
    else if (kind === 'nested var') rewriteNested(text, node as ts.VariableDeclarationList, before);
    else if (before.has(name)) {
      if (kind === 'function') rewriteFunction(text, node as ts.FunctionDeclaration, cell);
      else if (kind === 'class') rewriteClass(text, node as ts.ClassDeclaration);
      else {
        removeExport(text, node);
        // The compiler merges what the cell declares in several pieces.
        if (cell.declarations.find((one) => one.name === name)?.node === node)
          text.appendRight(startOf(node), `${name} = undefined; `);
      }
    }
  }
}

/** The compiler declares a variable for an enum or a namespace: not for one that exists already. */
export function withoutVariables(
  code: string,
  { declarations }: CellSyntax,
  before: ReadonlySet<string>,
): string {
  const names = declarations
    .filter(({ name, kind }) => (kind === 'enum' || kind === 'namespace') && before.has(name))
    .map(({ name }) => name.replaceAll('$', '\\$'));
  if (names.length === 0) return code;
  return code.replace(new RegExp(`^\\s*(?:var|let) (?:${names.join('|')});\\n`, 'gm'), '');
}

/** `import fs = require('fs')`, which no module has. */
function rewriteRequire(
  text: MagicString,
  node: ts.ImportEqualsDeclaration,
  shared: ReadonlySet<string>,
  before: ReadonlySet<string>,
): void {
  const name = node.name.text;
  const keyword = before.has(name) ? '' : shared.has(name) ? 'let ' : 'const ';
  text.update(startOf(node), node.moduleReference.getStart(), `${keyword}${name} = `);
}

function startOf(node: ts.Node): number {
  return node.getStart();
}

function rewriteVariables(
  text: MagicString,
  statement: ts.VariableStatement,
  shared: ReadonlySet<string>,
  before: ReadonlySet<string>,
): void {
  const list = statement.declarationList;
  const keyword = /^(?:const|let|var)\b/.exec(text.original.slice(list.getStart()))?.[0];
  if (keyword === undefined) return;
  const names = boundNames(list);
  const fresh = names.filter((name) => !before.has(name));
  const end = list.getStart() + keyword.length;
  if (fresh.length === names.length) {
    // Only what is assigned again must not stay constant.
    if (keyword === 'const' && names.some((name) => shared.has(name)))
      text.update(list.getStart(), end, 'let /*const*/');
    return;
  }
  const declared = fresh.length > 0 ? ` let ${fresh.join(', ')};` : '';
  const patterns = list.declarations.some(({ name }) => ts.isObjectBindingPattern(name));
  text.update(statement.getStart(), end, `/*${keyword}*/${declared}`);
  if (patterns) text.appendRight(list.declarations[0]!.getStart(), ';(');
  for (const declaration of list.declarations) {
    // In a pattern, `{ a: { b } = {} }` reads the same in an assignment; only the annotation has no place there.
    const { type } = declaration;
    if (type?.getFullText().includes('*/')) text.remove(type.getFullStart() - 1, type.end);
    else if (type) text.appendRight(type.getFullStart() - 1, ' /*').appendLeft(type.end, '*/');
    if (!declaration.initializer) text.appendLeft(declaration.end, ' /*?*/ = undefined');
  }
  if (patterns) text.appendLeft(list.end, ')');
}

/** `for (var x of y)` becomes `for (x of y)`. */
function rewriteNested(
  text: MagicString,
  list: ts.VariableDeclarationList,
  before: ReadonlySet<string>,
): void {
  if (!boundNames(list).some((name) => before.has(name))) return;
  const start = list.getStart();
  if (ts.isForInStatement(list.parent) || ts.isForOfStatement(list.parent)) {
    text.update(start, start + 'var'.length, '/*var*/');
    return;
  }
  const patterns = list.declarations.some(({ name }) => ts.isObjectBindingPattern(name));
  text.update(start, start + 'var'.length, patterns ? '/*var*/ (' : '/*var*/');
  if (patterns) text.appendLeft(list.end, ')');
}

/** A function exists before its cell's first statement; so does the assignment when something there may use it. */
function rewriteFunction(text: MagicString, node: ts.FunctionDeclaration, cell: CellSyntax): void {
  const { name } = node;
  const start = startOf(node);
  text.update(start, name!.end, functionHead(node));
  text.appendLeft(node.end, ';');
  const { statements } = cell.file;
  const earlier = statements.slice(0, statements.indexOf(node)).filter((one) => !ts.isImportDeclaration(one));
  if (earlier.some((one) => mayUse(one, name!.text))) {
    text.appendLeft(node.end, '\n');
    text.move(start, node.end, earlier[0]!.getStart());
  }
}

/** True for what names the function, or calls something that may. */
function mayUse(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node))
    return node.text === name && (node.parent as ts.FunctionDeclaration).name !== node;
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
    return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => mayUse(child, name) || undefined) ?? false;
}

function functionHead(node: ts.FunctionDeclaration): string {
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ? 'async ' : '';
  return `/*function*/ ${node.name!.text} = ${isAsync}function${node.asteriskToken ? '*' : ''}`;
}

function rewriteClass(text: MagicString, node: ts.ClassDeclaration): void {
  removeExport(text, node);
  // In an expression `abstract` has no place, nor have decorators of the older kind.
  if (
    node.modifiers?.some(
      ({ kind }) => kind === ts.SyntaxKind.AbstractKeyword || kind === ts.SyntaxKind.Decorator,
    )
  ) {
    const name = node.name!.text;
    text.appendRight(startOf(node), `/*class*/ ${name} = (() => { `);
    text.appendLeft(node.end, ` return ${name}; })();`);
    return;
  }
  text.update(startOf(node), node.name!.end, `/*class*/ ${node.name!.text} = class ${node.name!.text}`);
  text.appendLeft(node.end, ';');
}

/** Gives the code back as it was before {@link rewriteDeclarations}. */
export function restoreDeclarations(code: string): string {
  if (!/\/\*(?:const|let|var|function|class)\*\//.test(code)) return code;
  const text = new MagicString(code.replace(/\blet \/\*const\*\//g, 'const'));
  const file = ts.createSourceFile('cell.ts', text.original, ts.ScriptTarget.ESNext, true);
  for (const statement of file.statements) restoreStatement(text, statement);
  return text
    .toString()
    .replace(/ \/\*(:(?:[^*]|\*(?!\/))*)\*\//g, '$1')
    .replace(/ \/\*\?\*\/ = undefined/g, '')
    .replace(/\/\*var\*\//g, 'var');
}

function restoreStatement(text: MagicString, statement: ts.Statement): void {
  const marker = /\/\*(const|let|var|function|class)\*\/(?: let [\w$, ]+;)?\s*;?\s*$/;
  const before = text.original.slice(0, statement.getStart());
  const match = marker.exec(before);
  if (!match || !ts.isExpressionStatement(statement)) return;
  const [whole, keyword = ''] = match;
  const from = before.length - whole.length;
  let expression = statement.expression;
  if (keyword === 'function' || keyword === 'class') {
    if (!ts.isBinaryExpression(expression) || !ts.isIdentifier(expression.left)) return;
    const { left, right } = expression;
    if (ts.isFunctionExpression(right)) {
      const head = text.original.slice(right.getStart(), right.parameters.pos - 1).trimEnd();
      text.update(from, right.parameters.pos - 1, `${head} ${left.text}`);
    } else text.update(from, right.getStart(), '');
    if (text.original[statement.end - 1] === ';') text.remove(statement.end - 1, statement.end);
    return;
  }
  if (ts.isParenthesizedExpression(expression)) {
    text.remove(expression.getStart(), expression.expression.getStart());
    text.remove(expression.expression.end, expression.end);
    expression = expression.expression;
  }
  text.update(from, statement.getStart(), `${keyword} `);
}
