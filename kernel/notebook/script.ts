import MagicString from 'magic-string';
import ts from 'typescript-6';
import { GLOBAL_NAMES } from '../engine/globals.js';
import { type CellSyntax, readCells } from './cell-syntax.js';
import { type Cell, type Notebook, parseNotebook } from './nbformat.js';
import { formatPercent, type PercentCell, parsePercent } from './percent.js';
import { isSameImport, readImport, ScriptImports, typeOnlyNames } from './script-imports.js';
import { commentMagics, restoreMagics } from './script-magics.js';
import {
  findSharedNames,
  restoreDeclarations,
  rewriteDeclarations,
  type SharedNames,
} from './script-names.js';

/** How a notebook becomes a script. */
export interface ScriptOptions {
  /** What the notebook is called in errors. */
  readonly where: string;
  /** Plain JavaScript instead of TypeScript. */
  readonly js?: boolean;
  /** Gives the module specifier that finds a module from where the script will be. */
  readonly resolve?: (module: string) => string;
}

/** Types that a cell may name without importing them. */
export const PRELUDE_TYPES = [
  'CallOptions',
  'CompileOptions',
  'DataType',
  'FitOptions',
  'LayerOptions',
  'Logs',
  'Rank',
  'Scalar',
  'Shape',
  'Tensor',
  'Tensor1D',
  'Tensor2D',
  'Tensor3D',
  'Tensor4D',
  'TensorLike',
  'TrainData',
] as const;

const PACKAGE = 'cellgrad';
/** What CommonJS has and a cell may use, in the words of a module. */
const COMMONJS: Readonly<Record<string, string>> = {
  require: "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);",
  __dirname: 'const __dirname = import.meta.dirname;',
  __filename: 'const __filename = import.meta.filename;',
};

/**
 * Turns a notebook into a script in percent format that runs as a module: imports at the top, prelude imported,
 * each name declared once, last values shown, magics as comments. Comments keep what was changed: `//^ import …`
 * stands where an import was, `//^` ends a line that was added, `//=` follows the value of a cell.
 *
 * @throws NotebookError when a cell cannot be read
 */
export function notebookToScript(notebook: Notebook, { where, js = false, resolve }: ScriptOptions): string {
  const sources = notebook.cells.flatMap((cell, i) =>
    cell.cell_type === 'code' ? [{ number: i + 1, code: commentMagics(cell.source) }] : [],
  );
  const syntax = readCells(sources, where);
  const program = new Program(syntax, resolve);
  const rewritten = syntax.map((cell, i) => {
    const code = program.cell(cell, i);
    return js || cell.needsCompiler ? toJavaScript(code) : code;
  });
  const preamble = program.preamble();
  let next = 0;
  const cells = notebook.cells.map((cell): PercentCell => {
    const type = cell.cell_type;
    return { type, source: type === 'code' ? rewritten[next++]! : cell.source, metadata: options(cell) };
  });
  return formatPercent({
    metadata: notebook.metadata,
    preamble: js ? toJavaScript(preamble) : preamble,
    cells,
  });
}

/** Metadata that is worth a place in a script: not the timings of the last run, not the looks of its outputs. */
function options(cell: Cell): Record<string, unknown> {
  const { execution, collapsed, scrolled, ...kept } = cell.metadata;
  return cell.cell_type !== 'code' && cell.attachments ? { ...kept, attachments: cell.attachments } : kept;
}

/** Everything that the cells of one script know of each other. */
class Program {
  readonly #names: SharedNames;
  readonly #imports: ScriptImports;
  readonly #isType: (name: string) => boolean;
  readonly #aliases = new Map<string, string>();
  readonly #taken: Set<string>;
  readonly #shims: string[] = [];
  readonly #display: string;

  constructor(cells: readonly CellSyntax[], resolve: ScriptOptions['resolve']) {
    this.#imports = new ScriptImports((module) =>
      module === 'tslab' ? PACKAGE : (resolve?.(module) ?? module),
    );
    this.#isType = typeOnlyNames(cells);
    this.#taken = new Set(
      cells.flatMap(({ used, declarations }) => [...used, ...declarations.map(({ name }) => name)]),
    );
    const declaredIn = new Map<string, number>();
    for (const [i, { declarations }] of cells.entries()) {
      for (const { name } of declarations) if (!declaredIn.has(name)) declaredIn.set(name, i);
    }
    const early = new Set<string>();
    for (const name of GLOBAL_NAMES) {
      const uses = cells.findIndex(({ values }) => values.has(name));
      const declared = declaredIn.get(name);
      if (uses < 0) continue;
      if (declared === undefined) this.#imports.add(PACKAGE, name, name);
      else if (uses < declared) early.add(name);
    }
    for (const name of PRELUDE_TYPES) {
      const uses = cells.some(({ types }) => types.has(name));
      if (uses && !declaredIn.has(name)) this.#imports.add(PACKAGE, name, name, true);
    }
    for (const name of early) {
      const alias = this.#alias(name);
      this.#imports.add(PACKAGE, name, alias);
      this.#shims.push(`let ${name} = ${alias}; //^`);
    }
    for (const [name, code] of Object.entries(COMMONJS)) {
      if (cells.some(({ values }) => values.has(name))) this.#shims.push(`${code} //^`);
    }
    this.#display = declaredIn.has('display') ? this.#alias('display') : 'display';
    if (cells.some(({ last }) => last && isShown(last.expression))) {
      this.#imports.add(PACKAGE, 'display', this.#display);
    }
    this.#names = findSharedNames(cells, early, isSameImport);
  }

  /** The text of one cell. Asked for in order. */
  cell(cell: CellSyntax, index: number): string {
    const text = new MagicString(cell.source);
    const before = this.#names.before[index]!;
    for (const node of cell.imports) this.#hoist(text, node, before);
    rewriteDeclarations(text, cell, this.#names, before);
    const { last } = cell;
    if (last && isShown(last.expression)) {
      const { expression } = last;
      const [open, close] = isComma(expression) ? ['((', '))'] : ['(', ')'];
      text.prependRight(last.getStart(), `${this.#display}${open}`);
      const mark = cell.source[last.end - 1] === ';' ? '; //=;' : '; //=';
      const rest = cell.source.slice(last.end).split('\n', 1)[0]!.trim();
      // Code that follows on the same line would become part of the comment.
      const end = rest === '' || rest.startsWith('//') ? mark : `${mark}\n`;
      if (last.end > expression.end) text.update(expression.end, last.end, close + end);
      else text.appendLeft(last.end, close + end);
    }
    return text.toString();
  }

  /** Everything above the first cell. */
  preamble(): string {
    return [this.#imports.toString(), this.#shims.join('\n')].filter((part) => part !== '').join('\n');
  }

  #hoist(text: MagicString, node: ts.ImportDeclaration, before: ReadonlySet<string>): void {
    const { module, bindings } = readImport(node);
    const shared = new Map<string, string>();
    for (const { local, imported } of bindings) {
      if (this.#names.shared.has(local) && !this.#isType(local)) {
        shared.set(local, this.#alias(local, `${module} ${imported}`));
      }
    }
    this.#imports.addStatement(node, (name) => shared.get(name) ?? name, this.#isType);
    const lines = [...shared].map(
      ([local, alias]) => `\n${before.has(local) ? '' : 'let '}${local} = ${alias}; //^`,
    );
    const start = node.getStart();
    const commented = text.original
      .slice(start, node.end)
      .split('\n')
      .map((line) => `//^ ${line}`);
    text.update(start, node.end, commented.join('\n'));
    const rest = text.original.slice(node.end).split('\n', 1)[0]!;
    const comment = /^\s*(?:$|\/\/)/.test(rest);
    // A comment on the same line stays there; code must not become part of ours.
    text.appendLeft(node.end + (comment ? rest.length : 0), lines.join('') + (comment ? '' : '\n'));
  }

  /** Another name for an import whose own name has to stay free for a variable; the same one for the same `thing`. */
  #alias(name: string, thing = PACKAGE): string {
    const known = this.#aliases.get(`${thing} ${name}`);
    if (known !== undefined) return known;
    let n = 1;
    while (this.#taken.has(`${name}_${n}`)) n++;
    const alias = `${name}_${n}`;
    this.#taken.add(alias);
    this.#aliases.set(`${thing} ${name}`, alias);
    return alias;
  }
}

/** Methods that are called for what they do; what they give back is not worth a look. */
const SILENT = new Set([
  'add',
  'compile',
  'fit',
  'summary',
  'setRandomSeed',
  'build',
  'save',
  'dispose',
  'use',
]);

/** False for an expression whose value says nothing, such as `console.log(x)`. */
function isShown(expression: ts.Expression): boolean {
  let node = expression;
  while (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) node = node.expression;
  if (ts.isVoidExpression(node)) return false;
  if (!ts.isCallExpression(node)) return true;
  let callee: ts.Expression = node.expression;
  if (ts.isPropertyAccessExpression(callee) && SILENT.has(callee.name.text)) return false;
  while (ts.isPropertyAccessExpression(callee)) callee = callee.expression;
  return !(ts.isIdentifier(callee) && (callee.text === 'console' || callee.text === 'display'));
}

function isComma(expression: ts.Expression): boolean {
  return ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.CommaToken;
}

function toJavaScript(code: string): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      removeComments: false,
    },
  });
  // A module is strict anyway.
  return outputText.replace(/^"use strict";\n/, '').trimEnd();
}

/**
 * Turns a script in percent format into a notebook. What {@link notebookToScript} changed is changed back, by the
 * comments that it left; any other percent script is taken as it is.
 */
export function scriptToNotebook(script: string, where: string): Notebook {
  const { metadata, preamble, cells } = parsePercent(script);
  const hoisted = new Set(
    cells.flatMap(({ source }) => [...source.matchAll(/^\/\/\^ .*?['"]([^'"]+)['"];?/gm)].map((m) => m[1]!)),
  );
  const own = ownPreamble(preamble, hoisted);
  const all: PercentCell[] =
    own === '' ? [...cells] : [{ type: 'code', source: own, metadata: {} }, ...cells];
  const kernelspec = { display_name: 'TypeScript (Cellgrad)', language: 'typescript', name: 'cellgrad' };
  const json = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec, ...metadata },
    cells: all.map(({ type, source, metadata }) => {
      const { attachments, ...kept } = metadata;
      const cell = {
        cell_type: type,
        metadata: kept,
        source: type === 'code' ? restoreCell(source) : source,
      };
      if (type === 'code') return { ...cell, execution_count: null, outputs: [] };
      return attachments === undefined ? cell : { ...cell, attachments };
    }),
  };
  return parseNotebook(JSON.stringify(json), where);
}

/** What a person has added above the first cell: everything but our imports and the lines that we marked. */
function ownPreamble(preamble: string, hoisted: ReadonlySet<string>): string {
  const code = withoutMarked(preamble);
  const text = new MagicString(code);
  for (const node of ts.createSourceFile('top.ts', code, ts.ScriptTarget.ESNext, true).statements) {
    if (!ts.isImportDeclaration(node)) continue;
    const { module } = readImport(node);
    if (module === PACKAGE || hoisted.has(module) || hoisted.has(module.replace(/\.[jt]s$/, ''))) {
      text.remove(node.getStart(), node.end);
    }
  }
  return text.toString().trim();
}

/** Without the lines that a script has and its notebook has not. */
function withoutMarked(code: string): string {
  return code
    .split('\n')
    .filter((line) => !line.endsWith('; //^'))
    .join('\n');
}

function restoreCell(source: string): string {
  const code = withoutMarked(source).replace(/^\/\/\^ /gm, '');
  return restoreMagics(restoreDeclarations(restoreLast(code)));
}

function restoreLast(code: string): string {
  const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.ESNext, true);
  const text = new MagicString(code);
  for (const node of file.statements) {
    const mark = /^ \/\/=(;?)/.exec(code.slice(node.end));
    if (!mark || !ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) continue;
    const [value] = node.expression.arguments;
    if (value === undefined) continue;
    const inner = ts.isParenthesizedExpression(value) && isComma(value.expression) ? value.expression : value;
    text.remove(node.getStart(), inner.getStart());
    text.update(inner.end, node.end + mark[0].length, mark[1]!);
  }
  return text.toString();
}
