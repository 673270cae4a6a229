import { LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Program } from 'acorn';
import MagicString from 'magic-string';
import { afterClosing } from './assist/closing-bracket.js';
import { docCommentBefore } from './assist/doc-comment.js';
import { rewriteCell } from './rewrite/cell.js';
import { usingBlock } from './rewrite/declarations.js';
import { endOfFunction, startOfFunction } from './rewrite/function-range.js';
import { fileParameter } from './rewrite/place.js';
import { boundBy } from './rewrite/walk.js';
import { parseScript } from './transpile/parse-script.js';
import { CellSyntaxError, offsetAt, positionAt } from './transpile/syntax-failure.js';
import { type Transpiled, type TranspileOptions, transpile, transpileSlowly } from './transpile/transpile.js';

/** What the compiler has to know of the session. */
export interface CompileOptions extends TranspileOptions {
  /** Names that earlier cells declared with const or import: assigning to them is a TypeError. */
  readonly constants?: ReadonlySet<string>;
  /** Names of the platform (`URL`, `process`) that the session has declared anew: kept beside, see names.ts. */
  readonly shadows?: ReadonlySet<string>;
  /** Names that earlier cells declared: `module` and `require` among them are the user's. */
  readonly own?: ReadonlySet<string>;
  /** Names of earlier cells follow exports of modules: see live-imports.ts. */
  readonly follows?: boolean;
  /** Tells whether a name belongs to the platform, so that declaring it must not change it for packages. */
  readonly isPlatform?: (name: string) => boolean;
}

/** A cell as a script: its value is a function that takes the runtime and the script's file name. */
export interface CompiledCell {
  readonly script: string;
  /** True when the function is async, because the cell awaits or imports. */
  readonly isAsync: boolean;
  /** True when the cell ends with an expression, whose value the function returns (async: in a one-element array). */
  readonly hasValue: boolean;
  /** Every top-level name that the cell declares as a variable of the session, with true for constants. */
  readonly declared: ReadonlyMap<string, boolean>;
  /** Top-level names that hide one of the platform's. */
  readonly shadowed: ReadonlyMap<string, boolean>;
  /** Names that the cell reads and does not declare. */
  readonly references: ReadonlySet<string>;
  /** The options that make the same script again, without what the cell did not depend on. */
  readonly options: CompileOptions;
}

/** A position in a text; both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The name by which a cell's script calls its runtime; cells that use the name themselves get a longer one. */
const RUNTIME = '$cg';

/**
 * What may mean in TypeScript something else than in JavaScript (as does `f<A>(b)`), what not every Node runs as it is
 * written, a comment that V8 obeys, and `var`, whose rewrite needs oxc's semicolons.
 */
const NOT_PLAIN =
  /\b(?:interface|enum|namespace|using|accessor|declare|abstract|var)\b|\btype\s+[\w$]|\/\/[#@]|\/\*[#@]|@|\(\?[a-z-]+:/;

interface Stages {
  readonly cell: CompiledCell;
  /** Absent when the cell is JavaScript as it stands. */
  readonly javascript: Transpiled | undefined;
  readonly program: Program;
  readonly text: MagicString;
}

function compileStages(source: string, options: CompileOptions): Stages {
  const plain = asJavaScript(source);
  const { javascript, program } = plain
    ? { javascript: undefined, program: plain }
    : parseCell(source, options);
  let runtime = RUNTIME;
  while (source.includes(runtime)) runtime += '_';
  const text = new MagicString(`\n${javascript?.code ?? source}`);
  const parts = rewriteCell(text, program, {
    ...options,
    runtime,
    asWritten: plain !== undefined,
    ...(program.body.some(usingBlock) && { fixed: constantsOf(source, options) }),
  });
  text.prepend(
    `(${parts.isAsync ? 'async ' : ''}function(${runtime},${fileParameter(runtime)}){"use strict";`,
  );
  text.append('\n})');
  const kept = { ...options, ...parts.dependsOn };
  return { cell: { ...parts, options: kept, script: text.toString() }, javascript, program, text };
}

/** Most cells have no types: acorn reads them, and oxc need not. What it does not read may be TypeScript or wrong. */
function asJavaScript(source: string): Program | undefined {
  const angle = source.indexOf('<');
  if (NOT_PLAIN.test(source) || (angle >= 0 && source.includes('>', angle))) return undefined;
  try {
    return parseScript(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** One newline is put before the code, so that statements can be moved in front of all others. */
function parseCell(source: string, options: CompileOptions): { javascript: Transpiled; program: Program } {
  const reopens = (source.match(/\b(?:namespace|module)\s+[\w$]/g)?.length ?? 0) > 1;
  let javascript = reopens ? transpileSlowly(source, options) : transpile(source, options);
  try {
    return { javascript, program: parseScript(javascript.code) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (/@|\baccessor\b/.test(javascript.code)) {
      javascript = transpileSlowly(source, options);
      try {
        return { javascript, program: parseScript(javascript.code) };
      } catch (again) {
        throw fromAcorn(again, source, transpileSlowly(source, { ...options, map: true }));
      }
    }
    throw fromAcorn(error, source, transpile(source, { ...options, map: true }));
  }
}

/** What a cell declares with const, import and `using`: of oxc's, where one stands at the top, nothing but `var` is left. */
function constantsOf(source: string, options: CompileOptions): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of parseCell(source, { ...options, keepUsing: true }).program.body) {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    if (declared?.type !== 'VariableDeclaration' || /let|var/.test(declared.kind)) continue;
    for (const one of declared.declarations) for (const { name } of boundBy(one.id)) names.add(name);
  }
  return names;
}

function fromAcorn(error: unknown, source: string, javascript: Transpiled): unknown {
  if (!(error instanceof SyntaxError)) return error;
  const { pos } = error as SyntaxError & { pos?: number };
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  const at = positionAt(javascript.code, Math.max(0, (pos ?? 1) - 1));
  const found = javascript.map ? originalPositionFor(new TraceMap(javascript.map), toMap(at)) : undefined;
  const line = found?.line ?? 1;
  const text = source.split('\n')[line - 1] ?? '';
  return new CellSyntaxError(message, { line, column: Math.min((found?.column ?? 0) + 1, text.length + 1) });
}

function toMap(at: Position): { line: number; column: number } {
  return { line: at.line, column: at.column - 1 };
}

/**
 * Compiles a cell: TypeScript to JavaScript, then declarations to assignments of session variables, imports to
 * awaited dynamic imports, awaits to ones that an interrupt can reject, functions first, last value returned.
 *
 * @throws CellSyntaxError with the position in the cell.
 */
export function compileCell(source: string, options: CompileOptions = {}): CompiledCell {
  try {
    return compileStages(source, options).cell;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CellSyntaxError('The cell nests too deeply to be compiled', { line: 1, column: 1 });
  }
}

/** A function as the user wrote it. */
export interface OwnText {
  /** Without types. */
  readonly javascript: string;
  /** The text in the cell; absent where the way back to it is not known. */
  readonly written: string | undefined;
  /** The documentation comment in front of it. */
  readonly documentation: string | undefined;
}

/** The way back from a compiled cell to its text. */
export interface CellMap {
  /** The cell's position for one of the script. */
  locate(at: Position): Position | undefined;
  /** The cell's position for the offset of a place: see places.ts. */
  locateOffset(offset: number): Position | undefined;
  /** The text of a function or class, from the text and the name that V8 has of it. */
  textOf(code: string, name: string): OwnText | undefined;
}

/**
 * Compiles the same cell again and gives the way back from its script to the cell.
 * Maps are made when an error needs them, not kept: 1,000 cells cost their text and nothing else.
 */
export function mapCell(source: string, options: CompileOptions = {}): CellMap {
  const { cell, javascript, program, text } = compileStages(source, { ...options, map: true });
  const outer = new TraceMap(JSON.stringify(text.generateMap({ hires: 'boundary' })));
  const inner = javascript?.map ? new TraceMap(javascript.map) : undefined;
  const inCell = (middle: { line: number | null; column: number | null }): Position | undefined => {
    if (middle.line === null || middle.line < 2) return undefined;
    // The newline that was put before the code.
    if (!javascript) return { line: middle.line - 1, column: middle.column! + 1 };
    if (!inner) return undefined;
    const found = nearest(inner, { line: middle.line - 1, column: middle.column ?? 0 });
    return found.line === null ? undefined : { line: found.line, column: found.column + 1 };
  };
  /** From an offset of the JavaScript to one of the cell. */
  const toCell = (offset: number): number | undefined => {
    const at = inCell(toMap(positionAt(text.original, offset)));
    return at && offsetAt(source, at);
  };
  /** The same for the first character of a function: oxc's map does not know an arrow function's parenthesis. */
  const beginning = (start: number): number | undefined => {
    const found = toCell(start);
    if (found === undefined || source[found] === text.original[start]) return found;
    let next = start + 1;
    while (next < text.original.length && toCell(next) === found) next += 1;
    const before = source.lastIndexOf('(', toCell(next));
    return before > found ? before : undefined;
  };
  /** The text in the cell of what stands in the JavaScript. */
  const written = (start: number, end: number): string | undefined => {
    const first = beginning(start);
    const last = toCell(end - 1);
    if (first === undefined || last === undefined) return undefined;
    // oxc's map knows where words begin.
    let word = end - 1;
    if (javascript) while (word > start && toCell(word - 1) === last) word -= 1;
    const ending = text.original.slice(word, end);
    if (source.startsWith(ending, last)) return source.slice(first, last + ending.length);
    // oxc writes what stands in front of the last brace in its own way.
    if (text.original[end - 1] !== '}') return undefined;
    const length = afterClosing(source.slice(first), '}', last - first);
    return length === undefined ? undefined : source.slice(first, first + length);
  };
  /** V8 points at the `return` that was put before the last expression. */
  const isAddedReturn = (at: Position): boolean => {
    if (!cell.script.startsWith('return', offsetAt(cell.script, at))) return false;
    const { line, column } = originalPositionFor(outer, toMap(at));
    return (
      line === null ||
      !text.original.startsWith('return', offsetAt(text.original, { line, column: column + 1 }))
    );
  };
  return {
    locate: (at) => inCell(isAddedReturn(at) ? following(outer, toMap(at)) : nearest(outer, toMap(at))),
    locateOffset: (offset) => inCell(toMap(positionAt(text.original, offset))),
    textOf(code, name) {
      const at = startOfFunction(cell.script, code, name);
      if (at < 0) return undefined;
      const exact = new TraceMap(JSON.stringify(text.generateMap({ hires: true })));
      const middle = nearest(exact, toMap(positionAt(cell.script, at)));
      if (middle.line === null) return undefined;
      const start = offsetAt(text.original, { line: middle.line, column: middle.column + 1 });
      const end = endOfFunction(program, start);
      if (end === undefined) return undefined;
      const first = beginning(start);
      return {
        javascript: text.original.slice(start, end),
        written: written(start, end),
        documentation: first === undefined ? undefined : docCommentBefore(source, first),
      };
    },
  };
}

type Mapped = ReturnType<typeof originalPositionFor>;

/** V8 may point at a comment: what follows is meant. */
function nearest(map: TraceMap, at: { line: number; column: number }): Mapped {
  const found = originalPositionFor(map, at);
  return found.line === null ? following(map, at) : found;
}

function following(map: TraceMap, at: { line: number; column: number }): Mapped {
  return originalPositionFor(map, { ...at, bias: LEAST_UPPER_BOUND });
}
