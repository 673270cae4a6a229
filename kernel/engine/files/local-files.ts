import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, extname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { HelperMode } from 'oxc-transform';
import { OWN_MODULES } from '../own-modules.js';
import { decoratorSettings } from '../transpile/decorator-settings.js';
import { parseScript } from '../transpile/parse-script.js';
import { CellSyntaxError, positionAt } from '../transpile/syntax-failure.js';
import { transform } from '../transpile/transform.js';
import { isUnsupported, transpileSlowly, transpileToCommonJs, withMap } from '../transpile/transpile.js';
import { isInstalled, packageName } from './packages.js';

/** What is known of one file of the user's, as of its last look. */
interface LocalFile {
  readonly stamp: string;
  readonly hash: string;
  /** Paths of the local files that it imports. */
  readonly imports: readonly string[];
  /** What it imports and what is not there. */
  readonly missing: readonly string[];
}

const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.cjs', '.cts', '.tsx', '.json'];

/** TypeScript names the file that its compiler would write: `./util.js` may mean util.ts. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

const IMPORT = /\b(?:from|import|require)\s*\(?\s*(['"])([^'"\n]+)\1/g;

/** The query that distinguishes versions of an edited file. */
const VERSION = 'edited';

/** The query that counts the loads that an interrupt cut short: Node never finishes a module that was half evaluated. */
const RETRY = 'retry';

/** The count in the address of a module. */
export function retryOf(url: string): number {
  return URL.canParse(url) ? Number(new URL(url).searchParams.get(RETRY) ?? 0) : 0;
}

/**
 * The user's own modules beside the notebook: found with and without extension, transpiled, and loaded again when they, or
 * what they import, were edited, or when what they lacked is there. A module cannot be unloaded, so an edited one gets a new
 * address; the first version's address is the plain one.
 */
export class LocalFiles {
  readonly #files = new Map<string, LocalFile>();
  readonly #first = new Map<string, string>();

  /** The path that a relative or absolute specifier means, or undefined when there is no such file. */
  find(specifier: string, folder: string): string | undefined {
    const base = specifier.startsWith('file:') ? fileURLToPath(specifier) : resolve(folder, specifier);
    if (isFile(base)) return base;
    const extension = extname(base);
    for (const other of SOURCES[extension] ?? []) {
      const path = base.slice(0, -extension.length) + other;
      if (isFile(path)) return path;
    }
    for (const other of EXTENSIONS) if (isFile(base + other)) return base + other;
    for (const other of EXTENSIONS) if (isFile(`${base}/index${other}`)) return `${base}/index${other}`;
    return undefined;
  }

  /** The address of a file as it is now. `retry` above 0 gives it, and what it imports, an address of its own. */
  address(path: string, retry = 0): string {
    const version = this.#version(path, new Set());
    const first = this.#first.get(path);
    if (first === undefined) this.#first.set(path, version);
    const url = pathToFileURL(path);
    if (first !== undefined && first !== version) url.searchParams.set(VERSION, version);
    if (retry > 0) url.searchParams.set(RETRY, String(retry));
    return url.href;
  }

  /** Depends on the file's text alone; undefined when there is no such file. */
  textVersion(path: string): string | undefined {
    return isFile(path) ? this.#look(path).hash : undefined;
  }

  /** Depends on the file's text and on the versions of what it imports. */
  #version(path: string, seen: Set<string>): string {
    if (seen.has(path)) return '';
    seen.add(path);
    const file = this.#look(path);
    if (file.imports.length + file.missing.length === 0) return file.hash;
    // Node keeps the failure of a module that lacked something.
    const hash = createHash('sha1').update(`${file.hash} ${file.missing}`);
    for (const one of file.imports) hash.update(this.#version(one, seen));
    return hash.digest('hex').slice(0, 12);
  }

  #look(path: string): LocalFile {
    const { mtimeMs, size } = statSync(path);
    const stamp = `${mtimeMs} ${size}`;
    const folder = dirname(path);
    const known = this.#files.get(path);
    const isSame = known?.stamp === stamp && known.imports.every(isFile);
    if (isSame && !known.missing.some((one) => this.#isThere(one, folder))) return known;
    const text = readFileSync(path);
    const hash = createHash('sha1').update(text).digest('hex').slice(0, 12);
    const imports: string[] = [];
    const missing: string[] = [];
    if (/\.[cm]?[jt]sx?$/.test(path)) {
      for (const [, , specifier = ''] of text.toString('utf8').matchAll(IMPORT)) {
        const found = isRelative(specifier) ? this.find(specifier, folder) : undefined;
        if (found && isLocal(found)) imports.push(found);
        if (!found && !this.#isThere(specifier, folder)) missing.push(specifier);
      }
    }
    const file = { stamp, hash, imports, missing };
    this.#files.set(path, file);
    return file;
  }

  #isThere(specifier: string, folder: string): boolean {
    if (isRelative(specifier)) return this.find(specifier, folder) !== undefined;
    const name = packageName(specifier);
    return name === undefined || isBuiltin(name) || OWN_MODULES.has(name) || isInstalled(name, folder);
  }
}

/** True for files that are the user's: not those of packages. */
export function isLocal(path: string): boolean {
  return !/[\\/]node_modules[\\/]/.test(path);
}

/** True for the files that have to be transpiled. */
export function isTypeScript(path: string): boolean {
  return /\.(?:[cm]?ts|tsx)$/.test(path) && !path.endsWith('.d.ts');
}

/** A local TypeScript file as JavaScript, with its source map in a comment. */
export function transpileFile(path: string, source: string): string {
  if (path.endsWith('.cts')) return transpileRequired(path, source);
  const result = transform(path, source, {
    lang: path.endsWith('.tsx') ? 'tsx' : 'ts',
    sourceType: 'module',
    target: 'es2022',
    sourcemap: true,
    typescript: { onlyRemoveTypeImports: false },
    helpers: { mode: 'External' as HelperMode },
  });
  const [error] = result.errors;
  if (error && isUnsupported(error)) return transpileWith(transpileSlowly, path, source);
  if (error) {
    const { line, column } = positionAt(source, error.labels[0]?.start ?? 0);
    throw new SyntaxError(`${path}, line ${line}, column ${column}: ${error.message}`);
  }
  if (isUnfinished(result.code)) return transpileWith(transpileSlowly, path, source);
  return result.map ? withMap(result.code, JSON.stringify(result.map)) : result.code;
}

/** The same as CommonJS, as `require` loads it. */
export function transpileRequired(path: string, source: string): string {
  return transpileWith(transpileToCommonJs, path, source);
}

/** True for what oxc has left in, or solved with helpers that a file does not have: decorators, `using`. */
function isUnfinished(code: string): boolean {
  if (code.includes('babelHelpers.')) return true;
  if (!/@|\baccessor\b/.test(code)) return false;
  try {
    parseScript(code);
    return false;
  } catch {
    return true;
  }
}

function transpileWith(
  transpiler: typeof transpileSlowly | typeof transpileToCommonJs,
  path: string,
  source: string,
): string {
  try {
    const settings = { ...decoratorSettings(dirname(path)), map: true };
    const { code, map } = transpiler(source, settings, path);
    return map ? withMap(code, map) : code;
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    throw new SyntaxError(`${path}, line ${error.line}, column ${error.column}: ${error.message}`);
  }
}

/** The position in such an error's message, which is all that comes from the thread of the hooks on Node 20. */
export function fileSyntaxPosition(
  message: string,
): { path: string; line: number; column: number } | undefined {
  const [, path, line, column] = /^(.+), line (\d+), column (\d+): /.exec(message) ?? [];
  return path === undefined ? undefined : { path, line: Number(line), column: Number(column) };
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}\//.test(specifier);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
