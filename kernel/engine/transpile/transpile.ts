import { createRequire } from 'node:module';
import { decodedMappings, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { HelperMode, OxcError } from 'oxc-transform';
import type * as TypeScript from 'typescript-6';
import { CellSyntaxError, positionAt } from './syntax-failure.js';
import { transform } from './transform.js';

/** How decorators are understood; `legacy` is `experimentalDecorators` of a tsconfig.json. */
export interface TranspileOptions {
  readonly legacyDecorators?: boolean;
  readonly emitDecoratorMetadata?: boolean;
  /** Asks for a source map; without it a small cell takes a third less time. */
  readonly map?: boolean;
  /** Leaves `using` as it is. */
  readonly keepUsing?: boolean;
}

/** JavaScript and, when it was asked for, the source map as JSON text. */
export interface Transpiled {
  readonly code: string;
  readonly map?: string;
}

/**
 * TypeScript to JavaScript by oxc: types go, `using` is lowered (Node 20 lacks it), every import of a value stays.
 * Decorators are left in the code; {@link transpileSlowly} knows them, and what oxc says that it does not support.
 */
export function transpile(source: string, options: TranspileOptions = {}): Transpiled {
  const result = transform('cell.ts', withoutHashbang(source), {
    lang: 'ts',
    sourceType: 'module',
    target: options.keepUsing ? 'esnext' : 'es2022',
    sourcemap: options.map === true,
    typescript: { onlyRemoveTypeImports: true },
    helpers: { mode: 'External' as HelperMode },
  });
  const [error] = result.errors;
  if (error && isUnsupported(error)) return transpileSlowly(source, options);
  if (error) throw syntaxError(source, error);
  const { code, map } = result;
  return map ? { code, map: JSON.stringify(map) } : { code };
}

/** The first error of a text and where it stands, without transpiling it slowly. */
export function firstSyntaxError(
  source: string,
): { message: string; start: number; end: number } | undefined {
  const error = transform('cell.ts', withoutHashbang(source), {
    lang: 'ts',
    sourceType: 'module',
  }).errors.find((one) => !isUnsupported(one));
  const { start = 0, end = start } = error?.labels[0] ?? {};
  return error && { message: error.message, start, end };
}

/** True where the code is right and oxc cannot compile it: `namespace A { export let b = 1 }`. */
export function isUnsupported({ message }: OxcError): boolean {
  return message.includes('not supported by Oxc');
}

/** A first line for the shell becomes a comment of the same length. */
function withoutHashbang(source: string): string {
  return source.startsWith('#!') ? `//${source.slice(2)}` : source;
}

function syntaxError(source: string, error: OxcError): CellSyntaxError {
  if (looksLikeJsx(source)) {
    return new CellSyntaxError(
      'JSX is not supported in a cell',
      jsxPosition(source),
      'build elements with function calls, or show HTML with display.html(...).',
    );
  }
  const label = error.labels.at(error.message.includes('already been declared') ? -1 : 0);
  const start = label?.start ?? 0;
  const length = Math.min((label?.end ?? start) - start, lineRest(source, start));
  return new CellSyntaxError(
    error.message.replace(/^TS\(\d+\): /, '').replace(/`EOF`/, 'the end of the cell'),
    { ...positionAt(source, start), length },
    looksLikeObject(source)
      ? 'a { in front opens a block; an object stands in parentheses: ({ a: 1, b: 2 }).'
      : (error.helpMessage ?? undefined),
  );
}

/** True when the text begins with a brace and would be one expression in parentheses. */
function looksLikeObject(source: string): boolean {
  return /^\s*\{/.test(source) && firstSyntaxError(`(${source.replace(/;\s*$/, '')}\n)`) === undefined;
}

function lineRest(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return (end < 0 ? source.length : end) - from;
}

const JSX = /<(?:[A-Za-z][\w.]*(?:\s[^<>]*)?\/?>|>)/;

/** True when the text fails as TypeScript and parses once JSX is allowed. */
function looksLikeJsx(source: string): boolean {
  if (!JSX.test(source)) return false;
  return transform('cell.tsx', source, { lang: 'tsx', sourceType: 'module' }).errors.length === 0;
}

function jsxPosition(source: string): { line: number; column: number; length: number } {
  const found = JSX.exec(source);
  return { ...positionAt(source, found?.index ?? 0), length: found?.[0].length ?? 1 };
}

let typescript: typeof TypeScript | undefined;

/** TypeScript 6, which takes a quarter of a second to load: only when it is needed. */
export function loadTypeScript(): typeof TypeScript {
  typescript ??= createRequire(import.meta.url)('typescript-6') as typeof TypeScript;
  return typescript;
}

/**
 * The same by TypeScript 6, for what oxc leaves in: decorators, `accessor`, namespaces that are opened twice. A `file` keeps
 * no import that only its types use; a cell keeps all, and has its `using` lowered by oxc, whose form the rewrite knows.
 */
export function transpileSlowly(source: string, options: TranspileOptions = {}, file?: string): Transpiled {
  const whole = transpileAs('ESNext', source, options, file);
  if (file !== undefined || !whole.code.includes('__addDisposableResource(')) return whole;
  const first = transpileAs('ESNext', source, { ...options, keepUsing: true }, file);
  const { code, map } = transpile(first.code, { map: options.map === true });
  return map && first.map ? { code, map: joinMaps(first.map, map) } : { code };
}

/** The map of a text that was transformed twice. */
function joinMaps(first: string, second: string): string {
  const inner = new TraceMap(first);
  const mappings = decodedMappings(new TraceMap(second)).map((line) =>
    line.flatMap((segment) => {
      if (segment.length === 1) return [];
      const { line, column } = originalPositionFor(inner, { line: segment[2] + 1, column: segment[3] });
      return line === null ? [] : [[segment[0], 0, line - 1, column]];
    }),
  );
  return JSON.stringify({ version: 3, names: [], sources: inner.sources, mappings });
}

/** A file as CommonJS. */
export function transpileToCommonJs(source: string, options: TranspileOptions, file: string): Transpiled {
  return transpileAs('CommonJS', source, options, file);
}

/** JavaScript with its source map in a comment. */
export function withMap(code: string, map: string): string {
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
}

function transpileAs(
  kind: 'CommonJS' | 'ESNext',
  source: string,
  options: TranspileOptions,
  file: string | undefined,
): Transpiled {
  const ts = loadTypeScript();
  const result = ts.transpileModule(withoutHashbang(source), {
    fileName: file ?? 'cell.ts',
    reportDiagnostics: true,
    compilerOptions: {
      // Decorators and `using` are of the same edition; the older fields have decorators compiled alone.
      target: options.keepUsing ? ts.ScriptTarget.ESNext : ts.ScriptTarget.ES2022,
      useDefineForClassFields: !options.keepUsing,
      module: ts.ModuleKind[kind],
      esModuleInterop: true,
      verbatimModuleSyntax: file === undefined,
      jsx: ts.JsxEmit.ReactJSX,
      sourceMap: options.map === true,
      experimentalDecorators: options.legacyDecorators === true,
      emitDecoratorMetadata: options.emitDecoratorMetadata === true,
    },
  });
  const error = result.diagnostics?.find((one) => one.category === ts.DiagnosticCategory.Error);
  if (error) {
    const at = positionAt(source, error.start ?? 0);
    const message = ts.flattenDiagnosticMessageText(error.messageText, '\n');
    throw new CellSyntaxError(message, { ...at, length: error.length ?? 1 });
  }
  const code = result.outputText.replace(/\/\/# sourceMappingURL=\S*\s*$/, '');
  return result.sourceMapText ? { code, map: result.sourceMapText } : { code };
}
