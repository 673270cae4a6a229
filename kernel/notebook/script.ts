import MagicString from 'magic-string';
import ts from 'typescript-6';
import { questionIn } from '../engine/assist/question.js';
import { fileToWrite } from '../engine/magics/writefile.js';
import { GLOBAL_NAMES, LAST_VALUE, LIBRARY_TYPES } from '../engine/names/globals.js';
import type { TranspileOptions } from '../engine/transpile/transpile.js';
import { type CellSyntax, readCells } from './cell-syntax.js';
import { CRLF, takeLineEnds } from './line-ends.js';
import { type Cell, type CodeCell, cellId, type Notebook } from './nbformat.js';
import { hasTag } from './parameters.js';
import { formatPercent, type PercentCell } from './percent.js';
import { ScriptExports } from './script-exports.js';
import {
  isJson,
  isSameImport,
  JSON_TYPE,
  readImport,
  ScriptImports,
  typeOnlyNames,
} from './script-imports.js';
import { commentMagics } from './script-magics.js';
import { CONTINUED, escapeMarks, isComma, isQuoted, quoted, restoreCell, runsAs } from './script-marks.js';
import { findSharedNames, rewriteDeclarations, type SharedNames, withoutVariables } from './script-names.js';
import { moduleKey, PACKAGE, TSLAB } from './script-to-notebook.js';
import { joinsLineAbove } from './statement-ends.js';

/** How a notebook becomes a script. */
export interface ScriptOptions {
  /** What the notebook is called in errors. */
  readonly where: string;
  /** Plain JavaScript instead of TypeScript. */
  readonly js?: boolean;
  /** Gives the module specifier that finds a module from where the script will be. */
  readonly resolve?: (module: string) => string;
  /** How decorators are understood. */
  readonly decorators?: TranspileOptions;
}

/** What only a page has: the script runs up to the line that wants it. */
const ABSENT: ReadonlyMap<string, string> = new Map([
  ['comms', 'a script has no page to talk to; tag the cell skip-execution'],
  [LAST_VALUE, 'a script keeps no last value; give the value a name'],
]);
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
export function notebookToScript(
  notebook: Notebook,
  { where, js = false, resolve, decorators }: ScriptOptions,
): string {
  const isName = nameFinder(notebook);
  const sources = notebook.cells.flatMap((cell, i) => {
    if (!isCode(cell) || isSkipped(cell)) return [];
    const { source: original } = takeLineEnds(cell.source);
    const code = escapeMarks(commentMagics(original, isName));
    return [{ number: i + 1, original, code, mayFail: hasTag(cell, 'raises-exception') }];
  });
  const syntax = readCells(sources, where);
  const mayFail = new Set(syntax.filter((_, i) => sources[i]!.mayFail));
  const program = new Program(syntax, { mayFail, resolve, decorators, written: filesWritten(notebook) });
  const rewritten = syntax.map((cell, i) => {
    const { original } = sources[i]!;
    if (cell.problem !== undefined)
      return runsAs(original, `console.error(${JSON.stringify(`SyntaxError: ${cell.problem}`)});`);
    const code = program.cell(cell, i);
    if (js) return program.compiled(code, cell, i);
    if (cell.needsCompiler) return runsAs(original, program.compiled(code, cell, i));
    // What the marks do not give back stands there as it was written.
    return restoreCell(code) === original ? code : runsAs(original, code);
  });
  for (const [i, code] of rewritten.entries()) {
    if (i > 0 && joinsLineAbove(code, rewritten[i - 1]!)) rewritten[i - 1] += `\n; //^`;
  }
  const preamble = program.preamble();
  let next = 0;
  const ids = new Set<string>();
  const cells = notebook.cells.map((cell): PercentCell => {
    const { cell_type: type, id } = cell;
    const { source: text, crlf } = takeLineEnds(cell.source);
    const source = !isCode(cell) ? text : isSkipped(cell) ? quoted(text) : rewritten[next++]!;
    // An id that a reader of the script would make again is not worth its place.
    const ownId = cellId(undefined, cell.source, new Set(ids)) !== id;
    ids.add(id);
    return {
      type,
      ...(ownId && { id }),
      source,
      metadata: { ...options(cell), ...(crlf && { [CRLF]: crlf }) },
    };
  });
  return formatPercent({
    metadata: notebook.metadata,
    preamble: js ? toJavaScript(preamble, {}) : preamble,
    cells,
  });
}

function absent(name: string, why: string): string {
  const error = `new Error('${name}: ${why}')`;
  return `const ${name} = new Proxy({}, { get() { throw ${error}; } }) as any;`;
}

function isCode(cell: Cell): cell is CodeCell {
  return cell.cell_type === 'code';
}

/** What no run executes is a comment, and so is what a program cannot do: to ask what a name is, to leave a console. */
function isSkipped(cell: Cell): boolean {
  const { source } = cell;
  return (
    hasTag(cell, 'skip-execution') ||
    questionIn(source) !== undefined ||
    /^\s*(?:exit|quit)(?:\(\))?\s*;?\s*$/.test(source) ||
    isQuoted(source.split(/\r?\n/))
  );
}

/** Finds out whether the notebook has a name somewhere, other than as a command. */
function nameFinder({ cells }: Notebook): (name: string) => boolean {
  const code = cells.map((cell) => (isCode(cell) ? cell.source : '')).join('\n');
  return (name) => new RegExp(`^(?![!%]).*\\b${name}\\b`, 'm').test(code);
}

/** The local files, as {@link moduleKey} names them, that a cell of the notebook writes. */
function filesWritten({ cells }: Notebook): ReadonlySet<string> {
  const heads = cells.map(({ source }) => /^%%writefile[ \t]+(.+)/.exec(source)?.[1]);
  return new Set(heads.flatMap((head) => (head ? [moduleKey(`./${fileToWrite(head).name}`)] : [])));
}

/** Metadata that is worth a place in a script: not the timings of the last run. */
function options(cell: Cell): Record<string, unknown> {
  const { execution, ...kept } = cell.metadata;
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
  readonly #models: ReadonlySet<string>;
  readonly #mayFail: ReadonlySet<CellSyntax>;
  readonly #written: ReadonlySet<string>;
  readonly #decorators: TranspileOptions;
  readonly #exports = new ScriptExports();

  constructor(
    cells: readonly CellSyntax[],
    {
      mayFail,
      written,
      resolve,
      decorators = {},
    }: Pick<ScriptOptions, 'resolve' | 'decorators'> & {
      readonly mayFail: ReadonlySet<CellSyntax>;
      readonly written: ReadonlySet<string>;
    },
  ) {
    this.#written = written;
    this.#decorators = decorators;
    this.#imports = new ScriptImports((module) =>
      module === 'tslab' ? TSLAB : (resolve?.(module) ?? module),
    );
    this.#isType = typeOnlyNames(cells);
    this.#models = modelNames(cells);
    this.#mayFail = mayFail;
    this.#taken = new Set(
      cells.flatMap(({ used, declarations }) => [...used, ...declarations.map(({ name }) => name)]),
    );
    const declaredIn = new Map<string, number>();
    for (const [i, { declarations }] of cells.entries()) {
      for (const { name } of declarations) if (!declaredIn.has(name)) declaredIn.set(name, i);
    }
    const early = new Set<string>();
    for (const name of [...GLOBAL_NAMES, LAST_VALUE]) {
      const why = ABSENT.get(name);
      const uses = cells.findIndex(({ values }) => values.has(name));
      const declared = declaredIn.get(name);
      if (uses < 0) {
        // A class is a type, too: `(model: Model) => …`.
        const isType = declared === undefined && cells.some(({ types }) => types.has(name));
        if (isType) this.#imports.add(PACKAGE, name, name, true);
      } else if (declared === undefined && why !== undefined) this.#shims.push(`${absent(name, why)} //^`);
      else if (declared === undefined) this.#imports.add(PACKAGE, name, name);
      else if (uses < declared && why === undefined) early.add(name);
    }
    for (const name of LIBRARY_TYPES) {
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
    if (cells.some((cell) => this.#shown(cell))) {
      this.#imports.add(PACKAGE, 'display', this.#display);
    }
    const sameImport = (a: ts.Node, b: ts.Node, name: string) => {
      const { module, bindings } = readImport(a as ts.ImportDeclaration);
      const one = bindings.find(({ local }) => local === name)!;
      return isSameImport(a, b, name) && !this.#isOwnVariable(module, one.imported);
    };
    this.#names = findSharedNames(cells, early, sameImport, mayFail);
  }

  /** The text of one cell. Asked for in order. */
  cell(cell: CellSyntax, index: number): string {
    const text = new MagicString(cell.source);
    const inBlock = this.#mayFail.has(cell);
    const declared = this.#declaredBefore(cell, index);
    for (const node of cell.modules) this.#resolve(text, node);
    for (const node of cell.imports) this.#hoist(text, node, declared);
    this.#exports.rewrite(text, cell, inBlock);
    rewriteDeclarations(text, cell, this.#names, declared);
    const last = this.#shown(cell);
    if (last) {
      const { expression } = last;
      const [open, close] = isComma(expression) ? ['((', '))'] : ['(', ')'];
      text.prependRight(last.getStart(), `${this.#display}${open}`);
      const mark = cell.source[last.end - 1] === ';' ? '=;' : '=';
      const rest = cell.source.slice(last.end).split('\n', 1)[0]!.trim();
      // Code that follows on the same line must not become part of the comment.
      const end = rest === '' || rest.startsWith('//') ? `; //${mark}` : `; /*${mark}*/`;
      if (last.end > expression.end) text.update(expression.end, last.end, close + end);
      else text.appendLeft(last.end, close + end);
    }
    if (inBlock) {
      const fresh = [...declared].filter((name) => !this.#names.before[index]!.has(name));
      text.prepend(`${fresh.length > 0 ? `let ${fresh.join(', ')}; //^\n` : ''}try { //^\n`);
      text.append('\n} catch (error) { console.error(String(error)); } //^');
    }
    return text.toString();
  }

  /** The same in JavaScript. */
  compiled(code: string, cell: CellSyntax, index: number): string {
    return withoutVariables(toJavaScript(code, this.#decorators), cell, this.#declaredBefore(cell, index));
  }

  /** The names that are declared before the cell runs: those of earlier cells, and all of its own where it is a block. */
  #declaredBefore(cell: CellSyntax, index: number): ReadonlySet<string> {
    const own = this.#mayFail.has(cell)
      ? cell.declarations.filter(
          ({ name, kind, node }) =>
            kind !== 'type import' &&
            (kind !== 'import' || this.#isVariable(node as ts.ImportDeclaration, name)),
        )
      : [];
    return new Set([...this.#names.before[index]!, ...own.map(({ name }) => name)]);
  }

  /** True for an imported name that a line below the import declares. */
  #isVariable(node: ts.ImportDeclaration, name: string): boolean {
    const { module, bindings } = readImport(node);
    const one = bindings.find(({ local }) => local === name)!;
    if (one.typeOnly || this.#isType(name)) return false;
    return this.#names.shared.has(name) || this.#isOwnVariable(module, one.imported);
  }

  /** True when it is a line even of a name that nobody else declares. */
  #isOwnVariable(module: string, imported: string): boolean {
    return this.#isLate(module) || this.#isPartOfJson(module, imported);
  }

  /** True for a local file that a cell writes: it may not be there when the script begins. */
  #isLate(module: string): boolean {
    return this.#written.has(moduleKey(module));
  }

  #isPartOfJson(module: string, imported: string): boolean {
    return isJson(this.#imports.resolve(module)) && imported !== 'default' && imported !== '*';
  }

  /** Names a module of `import()` or `export … from` as it is found from where the script will be. */
  #resolve(text: MagicString, node: ts.StringLiteral): void {
    const resolved = this.#imports.resolve(node.text);
    if (resolved !== node.text) text.update(node.getStart(), node.end, `'${resolved}'`);
    const call = node.parent;
    if (isJson(resolved) && ts.isCallExpression(call) && call.arguments.length === 1)
      text.appendLeft(node.end, `, { ${JSON_TYPE.replace('with', 'with:')} }`);
  }

  /** The statement that gives a cell the value that is shown; the call in place of a magic is none. */
  #shown({ last, source }: CellSyntax): ts.ExpressionStatement | undefined {
    if (!last || /^ \/\/\^ [%!]/.test(source.slice(last.end))) return undefined;
    return isShown(last.expression, this.#models) ? last : undefined;
  }

  /** Everything above the first cell. */
  preamble(): string {
    return [this.#imports.toString(), this.#shims.join('\n')].filter((part) => part !== '').join('\n');
  }

  #hoist(text: MagicString, node: ts.ImportDeclaration, before: ReadonlySet<string>): void {
    const { module, bindings, attributes } = readImport(node);
    const load = `await import('${this.#imports.resolve(module)}')`;
    const isLate = this.#isLate(module);
    // What a line below the import declares, and by which name, if any, the script imports it.
    const values = new Map<string, string>();
    const names = new Map<string, string | undefined>();
    for (const { local, imported } of bindings) {
      if (!this.#isVariable(node, local)) continue;
      const isPart = this.#isPartOfJson(module, imported);
      const alias = isLate ? undefined : this.#alias(local, `${module} ${isPart ? 'default' : imported}`);
      if (alias === undefined) values.set(local, imported === '*' ? load : `(${load}).${imported}`);
      else if (isPart) values.set(local, `${alias}.${imported}`);
      else values.set(local, alias);
      if (alias !== undefined && isPart) this.#imports.add(module, 'default', alias, false, attributes);
      names.set(local, isPart ? undefined : alias);
    }
    if (!isLate || values.size < bindings.length) {
      const rename = (name: string) => (names.has(name) ? names.get(name) : name);
      this.#imports.addStatement(node, rename, this.#isType);
    }
    const lines = [...values].map(
      ([local, value]) => `\n${before.has(local) ? '' : 'let '}${local} = ${value}; //^`,
    );
    if (isLate && bindings.length === 0) lines.push(`\n${load}; //^`);
    const start = node.getStart();
    const commented = text.original
      .slice(start, node.end)
      .split('\n')
      .map((line) => `//^ ${line}`);
    const rest = text.original.slice(node.end).split('\n', 1)[0]!;
    const comment = /^\s*(?:$|\/\/)/.test(rest);
    // A comment on the same line stays there; code goes on below.
    text.update(start, node.end, commented.join('\n') + (comment ? '' : CONTINUED));
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

/** Methods that give nothing back, whatever they are called on, and those of models. */
const SILENT = new Set(['compile', 'setRandomSeed', 'summary']);
const SILENT_OF_MODELS = new Set(['add', 'build', 'loadWeights', 'save', 'saveWeights']);

/**
 * False for an expression whose value says nothing, such as `console.log(x)`. `display` passes over `undefined`, so this
 * only saves a reader what does nothing.
 */
function isShown(expression: ts.Expression, models: ReadonlySet<string>): boolean {
  let node = expression;
  while (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) node = node.expression;
  if (ts.isVoidExpression(node)) return false;
  if (!ts.isCallExpression(node)) return true;
  let callee: ts.Expression = node.expression;
  if (ts.isPropertyAccessExpression(callee)) {
    const { name, expression: owner } = callee;
    if (SILENT.has(name.text)) return false;
    if (SILENT_OF_MODELS.has(name.text) && ts.isIdentifier(owner) && models.has(owner.text)) return false;
  }
  while (ts.isPropertyAccessExpression(callee)) callee = callee.expression;
  return !(ts.isIdentifier(callee) && (callee.text === 'console' || callee.text === 'display'));
}

/** The variables that begin as a model. */
function modelNames(cells: readonly CellSyntax[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { node } of cells.flatMap(({ declarations }) => declarations)) {
    if (!ts.isVariableStatement(node)) continue;
    for (const { name, initializer } of node.declarationList.declarations) {
      const made = initializer && ts.isNewExpression(initializer) ? initializer.expression.getText() : '';
      if (/(?:^|\.)(?:Sequential|Model)$/.test(made)) found.add(name.getText());
    }
  }
  return found;
}

function toJavaScript(code: string, decorators: TranspileOptions): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      removeComments: false,
      experimentalDecorators: decorators.legacyDecorators === true,
      emitDecoratorMetadata: decorators.emitDecoratorMetadata === true,
    },
  });
  // A module is strict anyway.
  return outputText.replace(/^"use strict";\n/, '').trimEnd();
}
