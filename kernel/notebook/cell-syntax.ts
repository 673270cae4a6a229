import ts from 'typescript-6';
import { compileCell } from '../engine/compile.js';
import { CellSyntaxError } from '../engine/transpile/syntax-failure.js';
import { NotebookError } from './notebook-error.js';

/** How a top-level name of a cell is declared. `var` inside of a block counts: it belongs to the whole cell. */
export interface Declaration {
  readonly name: string;
  readonly kind:
    | 'import'
    | 'type import'
    | 'variable'
    | 'nested var'
    | 'function'
    | 'class'
    | 'enum'
    | 'namespace'
    | 'require';
  /** The declaring statement, or the list of variables. */
  readonly node: ts.Node;
}

/** What a cell declares, uses and ends with. Positions are those of `source`. */
export interface CellSyntax {
  readonly source: string;
  readonly file: ts.SourceFile;
  readonly imports: readonly ts.ImportDeclaration[];
  /** The names of modules in `import('…')` and `export … from '…'`. */
  readonly modules: readonly ts.StringLiteral[];
  readonly declarations: readonly Declaration[];
  /** Names that are used as values and not declared in the cell. */
  readonly values: ReadonlySet<string>;
  /** Names that are used as types and not declared in the cell. */
  readonly types: ReadonlySet<string>;
  /** Every name that the cell uses as a value, declared in it or not. */
  readonly used: ReadonlySet<string>;
  /** Every name that the cell uses as a type. */
  readonly usedTypes: ReadonlySet<string>;
  /** The expression that gives the cell its value. */
  readonly last: ts.ExpressionStatement | undefined;
  /** True when removing the types does not make JavaScript of it: enums, namespaces, parameter properties ... */
  readonly needsCompiler: boolean;
  /** Why a cell that may fail cannot be read; it counts as empty then. */
  readonly problem?: string;
}

/** A code cell to read. One that may fail is not refused when it cannot be read. */
export interface CellToRead {
  readonly number: number;
  readonly code: string;
  readonly mayFail?: boolean;
}

/**
 * Reads the code cells of a notebook by the symbols that TypeScript sees, each cell as a module of its own.
 *
 * @param where what the notebook is called in errors
 * @throws NotebookError when a cell cannot be read
 */
export function readCells(sources: readonly CellToRead[], where: string): CellSyntax[] {
  const files = new Map(
    sources.map(({ code }, i) => [
      `/cell-${i}.ts`,
      ts.createSourceFile(`/cell-${i}.ts`, code + MODULE, ts.ScriptTarget.ESNext, true),
    ]),
  );
  const host: ts.CompilerHost = {
    getSourceFile: (name) => files.get(name),
    fileExists: (name) => files.has(name),
    readFile: () => undefined,
    writeFile: () => undefined,
    getDefaultLibFileName: () => '/lib.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  };
  const program = ts.createProgram({ rootNames: [...files.keys()], options: OPTIONS, host });
  const checker = program.getTypeChecker();
  return [...files.values()].map((file, i) => {
    const { number, code, mayFail } = sources[i]!;
    const problem = problemOf(code);
    if (!problem) return readCell(file, checker);
    if (mayFail) return { ...EMPTY, problem: problem.message };
    throw syntaxError(code, problem, `${where}, cell ${number}`);
  });
}

/** Makes a module of a cell, so that cells do not see each other's names; no position in the cell changes. */
const MODULE = '\nexport {};';

const EMPTY: CellSyntax = {
  source: '',
  file: ts.createSourceFile('/empty.ts', '', ts.ScriptTarget.ESNext, true),
  imports: [],
  modules: [],
  declarations: [],
  values: new Set(),
  types: new Set(),
  used: new Set(),
  usedTypes: new Set(),
  last: undefined,
  needsCompiler: false,
};

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  noLib: true,
  noResolve: true,
  types: [],
};

/** What the engine says of a cell: TypeScript's parser lets `await` stand in a plain function, and `break` outside of a loop. */
function problemOf(code: string): CellSyntaxError | undefined {
  try {
    compileCell(code);
    return undefined;
  } catch (error) {
    if (error instanceof CellSyntaxError) return error;
    throw error;
  }
}

function syntaxError(code: string, { message, line }: CellSyntaxError, where: string): NotebookError {
  const received = code.split('\n')[line - 1]?.trim() ?? '';
  return new NotebookError(`${where}, line ${line}: expected TypeScript (${message}); received ${received}`, {
    fix: 'correct the cell: it does not run in the notebook either.',
  });
}

function readCell(file: ts.SourceFile, checker: ts.TypeChecker): CellSyntax {
  const declarations: Declaration[] = [];
  const values = new Set<string>();
  const types = new Set<string>();
  const used = new Set<string>();
  const usedTypes = new Set<string>();
  const modules: ts.StringLiteral[] = [];
  let needsCompiler = false;
  for (const statement of file.statements) declarations.push(...declaredBy(statement));

  const walk = (node: ts.Node): void => {
    needsCompiler ||= isNotErasable(node);
    const module = moduleNamed(node);
    if (module && ts.isStringLiteral(module)) modules.push(module);
    if (ts.isExternalModuleReference(node)) {
      used.add('require');
      values.add('require');
    }
    if (ts.isVariableDeclarationList(node) && isNestedVar(node)) {
      declarations.push(...boundNames(node).map((name) => ({ name, kind: 'nested var' as const, node })));
    }
    if (ts.isIdentifier(node) && isReference(node)) {
      const inType = ts.isPartOfTypeNode(node) && !isHeritageValue(node);
      (inType ? usedTypes : used).add(node.text);
      if (isFree(node, checker)) (inType ? types : values).add(node.text);
    }
    ts.forEachChild(node, walk);
  };
  ts.forEachChild(file, walk);
  return {
    source: file.text.slice(0, -MODULE.length),
    file,
    imports: file.statements.filter(ts.isImportDeclaration),
    modules,
    declarations,
    values,
    types,
    used,
    usedTypes,
    last: lastExpression(file),
    needsCompiler,
  };
}

function declaredBy(node: ts.Statement): Declaration[] {
  if (isAmbient(node)) return [];
  if (ts.isVariableStatement(node)) {
    return boundNames(node.declarationList).map((name) => ({ name, kind: 'variable', node }));
  }
  if (ts.isImportDeclaration(node))
    return importedNames(node).map(({ name, typeOnly }) => ({
      name,
      kind: typeOnly ? 'type import' : 'import',
      node,
    }));
  if (ts.isFunctionDeclaration(node))
    return node.name && node.body ? [{ name: node.name.text, kind: 'function', node }] : [];
  if (ts.isClassDeclaration(node)) return node.name ? [{ name: node.name.text, kind: 'class', node }] : [];
  if (ts.isEnumDeclaration(node)) return [{ name: node.name.text, kind: 'enum', node }];
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
    return node.isTypeOnly ? [] : [{ name: node.name.text, kind: 'require', node }];
  if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name))
    return [{ name: node.name.text, kind: 'namespace', node }];
  return [];
}

function isAmbient(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.DeclareKeyword) ?? false)
  );
}

/** The names that a list of variables binds, in destructuring too. */
export function boundNames(list: ts.VariableDeclarationList): string[] {
  const names = (name: ts.BindingName): string[] =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : names(element.name)));
  return list.declarations.flatMap(({ name }) => names(name));
}

function importedNames({ importClause }: ts.ImportDeclaration): { name: string; typeOnly: boolean }[] {
  const typeOnly = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const bindings = importClause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
  return [
    ...(importClause?.name ? [{ name: importClause.name.text, typeOnly }] : []),
    ...(bindings && ts.isNamespaceImport(bindings) ? [{ name: bindings.name.text, typeOnly }] : []),
    ...named.map(({ name, isTypeOnly }) => ({ name: name.text, typeOnly: typeOnly || isTypeOnly })),
  ];
}

function moduleNamed(node: ts.Node): ts.Expression | undefined {
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier;
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    ? node.arguments[0]
    : undefined;
}

function isNestedVar(list: ts.VariableDeclarationList): boolean {
  if (list.flags & ts.NodeFlags.BlockScoped) return false;
  if (ts.isVariableStatement(list.parent) && ts.isSourceFile(list.parent.parent)) return false;
  for (let node: ts.Node = list.parent; ; node = node.parent) {
    if (ts.isSourceFile(node)) return true;
    if (ts.isFunctionLike(node) || ts.isModuleBlock(node) || ts.isClassStaticBlockDeclaration(node))
      return false;
  }
}

/** True for a name that stands for something, false for one that is declared or is part of something else. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isExportSpecifier(parent)) {
    return !parent.parent.parent.moduleSpecifier && (parent.propertyName ?? parent.name) === node;
  }
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isMetaProperty(parent) || ts.isImportAttribute(parent)) return false;
  const { name, propertyName } = parent as { name?: ts.Node; propertyName?: ts.Node };
  return name !== node && propertyName !== node;
}

function isFree(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  return symbol === undefined || (symbol.declarations ?? []).length === 0;
}

/** The class after `extends` is a value, though TypeScript counts it among the types too. */
function isHeritageValue(node: ts.Identifier): boolean {
  for (let at: ts.Node = node; at.parent; at = at.parent) {
    if (!ts.isHeritageClause(at.parent)) continue;
    return (
      at.parent.token === ts.SyntaxKind.ExtendsKeyword &&
      ts.isClassLike(at.parent.parent) &&
      isInExpression(node, at)
    );
  }
  return false;
}

function isInExpression(node: ts.Node, heritage: ts.Node): boolean {
  const { expression } = heritage as ts.ExpressionWithTypeArguments;
  return node.pos >= expression.pos && node.end <= expression.end;
}

function isNotErasable(node: ts.Node): boolean {
  if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) return !isAmbient(node);
  if (ts.isParameter(node)) return ts.isParameterPropertyDeclaration(node, node.parent);
  // No types, but not every Node runs them.
  if (ts.isVariableDeclarationList(node)) return (node.flags & ts.NodeFlags.Using) !== 0;
  if (node.kind === ts.SyntaxKind.AccessorKeyword) return true;
  return ts.isDecorator(node) || ts.isTypeAssertionExpression(node) || ts.isImportEqualsDeclaration(node);
}

/** As the engine finds it: the last statement but for functions, imports and empty ones. */
function lastExpression(file: ts.SourceFile): ts.ExpressionStatement | undefined {
  for (const node of [...file.statements].reverse()) {
    if (ts.isExpressionStatement(node)) return node;
    const passed =
      ts.isFunctionDeclaration(node) ||
      ts.isImportDeclaration(node) ||
      ts.isEmptyStatement(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isExportDeclaration(node) ||
      isAmbient(node);
    if (!passed) return undefined;
  }
  return undefined;
}
