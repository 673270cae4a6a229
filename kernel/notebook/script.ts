import MagicString from 'magic-string';
import ts from 'typescript-6';
import { GLOBAL_NAMES } from '../engine/globals.js';
import { questionIn } from '../engine/question.js';
import { type CellSyntax, readCells } from './cell-syntax.js';
import { mapCodeLines } from './code-lines.js';
import { CRLF, putLineEnds, takeLineEnds } from './line-ends.js';
import { type Cell, type CodeCell, cellId, type Notebook, parseNotebook } from './nbformat.js';
import { hasTag } from './parameters.js';
import { comment, formatPercent, type PercentCell, parsePercent } from './percent.js';
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
  'Callback',
  'CallbackFunctions',
  'CallOptions',
  'CompileOptions',
  'DataType',
  'EvaluateOptions',
  'FitOptions',
  'GradientTapeOptions',
  'History',
  'HistoryLogs',
  'Layer',
  'LayerOptions',
  'Logs',
  'PredictOptions',
  'Rank',
  'Scalar',
  'Shape',
  'StepLogs',
  'SymbolicTensor',
  'Tensor',
  'Tensor1D',
  'Tensor2D',
  'Tensor3D',
  'Tensor4D',
  'Tensor5D',
  'TensorLike',
  'TrainData',
  'VariableOptions',
] as const;

const PACKAGE = 'cellgrad';
/** What a script imports where its notebook imports tslab. */
const TSLAB = `${PACKAGE}/tslab`;
/** What only a page has: the script runs up to the line that wants it. */
const PAGE_ONLY = new Set(['comms']);
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
  const isName = nameFinder(notebook);
  const sources = notebook.cells.flatMap((cell, i) => {
    if (!isCode(cell) || isSkipped(cell)) return [];
    const { source: original } = takeLineEnds(cell.source);
    const code = escapeMarks(commentMagics(original, isName));
    return [{ number: i + 1, original, code, mayFail: hasTag(cell, 'raises-exception') }];
  });
  const syntax = readCells(sources, where);
  const mayFail = new Set(syntax.filter((_, i) => sources[i]!.mayFail));
  const program = new Program(syntax, mayFail, resolve);
  const rewritten = syntax.map((cell, i) => {
    if (cell.problem !== undefined) {
      const says = `console.error(${JSON.stringify(`SyntaxError: ${cell.problem}`)});`;
      return `${quoted(sources[i]!.original)}\n${COMPILED}\n${says}`;
    }
    const code = program.cell(cell, i);
    if (js) return toJavaScript(code);
    return cell.needsCompiler ? `${quoted(sources[i]!.original)}\n${COMPILED}\n${toJavaScript(code)}` : code;
  });
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
    preamble: js ? toJavaScript(preamble) : preamble,
    cells,
  });
}

function absent(name: string): string {
  const error = `new Error('${name}: a script has no page to talk to; tag the cell skip-execution')`;
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

/** The code of a cell that stands in the script without running, and below it what runs in its place. */
function quoted(code: string): string {
  return code
    .split('\n')
    .map((line) => `//| ${line}`.trimEnd())
    .join('\n');
}

/** Node runs no enum, no namespace and no parameter property: the cell's JavaScript does it; an error that is meant is said. */
const COMPILED = '//|^ runs as:';

/** What a cell declares but for imports, which are at the top anyway. */
function ownNames({ declarations }: CellSyntax): string[] {
  return [...new Set(declarations.filter(({ kind }) => kind !== 'import').map(({ name }) => name))];
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

  constructor(
    cells: readonly CellSyntax[],
    mayFail: ReadonlySet<CellSyntax>,
    resolve: ScriptOptions['resolve'],
  ) {
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
    for (const name of GLOBAL_NAMES) {
      const uses = cells.findIndex(({ values }) => values.has(name));
      const declared = declaredIn.get(name);
      if (uses < 0) {
        // A class is a type, too: `(model: Model) => …`.
        const isType = declared === undefined && cells.some(({ types }) => types.has(name));
        if (isType) this.#imports.add(PACKAGE, name, name, true);
      } else if (declared === undefined && PAGE_ONLY.has(name)) this.#shims.push(`${absent(name)} //^`);
      else if (declared === undefined) this.#imports.add(PACKAGE, name, name);
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
    if (cells.some((cell) => this.#shown(cell))) {
      this.#imports.add(PACKAGE, 'display', this.#display);
    }
    this.#names = findSharedNames(cells, early, isSameImport, mayFail);
  }

  /** The text of one cell. Asked for in order. */
  cell(cell: CellSyntax, index: number): string {
    const text = new MagicString(cell.source);
    const before = this.#names.before[index]!;
    for (const node of cell.imports) this.#hoist(text, node, before);
    const guarded = this.#mayFail.has(cell) ? ownNames(cell) : [];
    rewriteDeclarations(text, cell, this.#names, new Set([...before, ...guarded]));
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
    if (this.#mayFail.has(cell)) {
      const fresh = guarded.filter((name) => !before.has(name));
      text.prepend(`${fresh.length > 0 ? `let ${fresh.join(', ')}; //^\n` : ''}try { //^\n`);
      text.append('\n} catch (error) { console.error(String(error)); } //^');
    }
    return text.toString();
  }

  /** The statement that gives a cell the value that is shown; the call in place of a magic is none. */
  #shown({ last, source }: CellSyntax): ts.ExpressionStatement | undefined {
    if (!last || source.slice(last.end).startsWith(' //^ ')) return undefined;
    return isShown(last.expression, this.#models) ? last : undefined;
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

/** Ends a comment of ours whose line went on with code. */
const CONTINUED = ' //+';
const CONTINUED_LINE = /^(\/\/\^ .*) \/\/\+\n/gm;

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
    cells.flatMap(({ source }) =>
      [...source.matchAll(/^\/\/[\^|] .*?['"]([^'"]+)['"];?/gm)].map((m) => moduleKey(m[1]!)),
    ),
  );
  const own = ownPreamble(preamble, hoisted);
  const all: PercentCell[] =
    own === '' ? [...cells] : [{ type: 'code', source: own, metadata: {} }, ...cells];
  const kernelspec = { display_name: 'TypeScript (Cellgrad)', language: 'typescript', name: 'cellgrad' };
  const json = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec, ...metadata },
    cells: all.map((cell) => {
      const { type, id, source, metadata } = cellMagic(cell);
      const { attachments, [CRLF]: crlf, ...kept } = metadata;
      const json = {
        cell_type: type,
        ...(id !== undefined && { id }),
        metadata: kept,
        source: putLineEnds(type === 'code' ? restoreCell(source) : source, crlf),
      };
      if (type === 'code') return { ...json, execution_count: null, outputs: [] };
      return attachments === undefined ? json : { ...json, attachments };
    }),
  };
  return parseNotebook(JSON.stringify(json), where);
}

/** jupytext writes the name of a cell magic as an option: `// %% language="bash"`. */
function cellMagic(cell: PercentCell): PercentCell {
  const { language, magic_args, ...metadata } = cell.metadata;
  const lines = cell.source.split('\n');
  if (typeof language !== 'string' || !lines.every((line) => line.startsWith('//'))) return cell;
  const head = typeof magic_args === 'string' ? `%%${language} ${magic_args}` : `%%${language}`;
  return { ...cell, metadata, source: [comment(head), ...lines].join('\n') };
}

/** What a person has added above the first cell: everything but our imports and the lines that we marked. */
function ownPreamble(preamble: string, hoisted: ReadonlySet<string>): string {
  const code = withoutMarked(preamble);
  const text = new MagicString(code);
  for (const node of ts.createSourceFile('top.ts', code, ts.ScriptTarget.ESNext, true).statements) {
    if (!ts.isImportDeclaration(node)) continue;
    const { module } = readImport(node);
    if (module === PACKAGE || module === TSLAB || hoisted.has(moduleKey(module))) {
      text.remove(node.getStart(), node.end);
    }
  }
  return text.toString().trim();
}

/** The same for a local file however it is named: a script may lie in another folder and gives the file's ending. */
function moduleKey(module: string): string {
  return /^\.\.?\//.test(module) ? `./${module.replace(/^.*\//, '').replace(/\.[cm]?[jt]s$/, '')}` : module;
}

/** Without the lines that a script has and its notebook has not. */
function withoutMarked(code: string): string {
  return mapCodeLines(code, (line) => (/[;{}] \/\/\^$/.test(line) ? undefined : line));
}

/** Comments of the user's that look like ours get one sign more. */
function escapeMarks(code: string): string {
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

function restoreCell(source: string): string {
  const lines = source.split('\n');
  const end = lines.includes(COMPILED) ? lines.indexOf(COMPILED) : lines.length;
  const quoted = lines.slice(0, end);
  if (isQuoted(quoted)) return quoted.map((line) => line.replace(/^\/\/\| ?/, '')).join('\n');
  const code = restoreMarks(withoutMarked(source).replace(CONTINUED_LINE, '$1'));
  return restoreMagics(restoreDeclarations(restoreValueMarks(restoreLast(code))));
}

/** Only now: before, `//==` must not be taken for the mark of a value. */
function restoreValueMarks(code: string): string {
  return mapCodeLines(code, (line) => line.replace(/; \/\/==(?==*;?(?: |$))/, '; //='));
}

function isQuoted(lines: readonly string[]): boolean {
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
