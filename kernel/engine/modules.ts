import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { isLocal, LocalFiles } from './files/local-files.js';
import { exportsType } from './files/module-types.js';
import { packageName } from './files/packages.js';
import { registerHooks } from './files/register-hooks.js';
import { requireTypeScript } from './files/require-typescript.js';
import { RequiredFiles } from './files/required-files.js';
import { importsTypesAlone, isNamedAgain } from './files/type-imports.js';
import { OWN_MODULES } from './own-modules.js';
import type { Namespace } from './prelude.js';

/** What `import()` takes beside the specifier. */
export interface ImportOptions {
  readonly with?: Readonly<Record<string, string>>;
}

type Importer = (specifier: string, options?: ImportOptions) => Promise<Namespace>;

/** How cells import: from the notebook's folder, with Node's own loader. */
export class Modules {
  readonly #files = new LocalFiles();
  readonly #required = new RequiredFiles(createRequire(import.meta.url).cache, this.#files);
  #folder: string;
  #importer: Importer;
  #require: NodeJS.Require | undefined;
  /** What `require` gives of the kernel's own. */
  readonly #own = new Map<string, Namespace>();
  /** What is being imported: true for local files. */
  readonly #loading = new Map<string, boolean>();
  /** Packages whose import was terminated. */
  readonly #broken = new Set<string>();
  #retry = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#importer = importerIn(folder);
  }

  get folder(): string {
    return this.#folder;
  }

  set folder(folder: string) {
    this.#folder = folder;
    this.#importer = importerIn(folder);
    this.#require = undefined;
  }

  /** `require` as a CommonJS file in the notebook's folder has it. */
  get require(): NodeJS.Require {
    if (!this.#require) {
      const original = createRequire(join(this.#folder, 'notebook.cjs'));
      requireTypeScript(original);
      const require = (id: string): unknown => {
        if (!isPath(id)) return this.#own.get(id) ?? original(id);
        this.#required.forgetEdited();
        try {
          return original(id);
        } finally {
          this.#required.note();
        }
      };
      this.#require = Object.assign(require, original);
    }
    return this.#require;
  }

  /** Loads the kernel's own modules that a cell's text requires: `require` itself cannot wait. */
  async loadRequired(code: string): Promise<void> {
    for (const [, name = ''] of code.matchAll(/\brequire\s*\(\s*['"`]([^'"`]+)['"`]/g))
      if (OWN_MODULES.has(name)) this.#own.set(name, await this.import(name));
  }

  /** A dynamic import of a cell. */
  async import(specifier: unknown, options?: ImportOptions): Promise<Namespace> {
    const name = String(specifier);
    const own = OWN_MODULES.get(name);
    if (own !== undefined) return this.#importer(own);
    const path = isPath(name) ? this.#files.find(name, this.#folder) : undefined;
    if (!path || !isLocal(path)) return this.#fromPackage(name, options);
    registerHooks();
    const json = path.endsWith('.json') && !options?.with ? { with: { type: 'json' } } : options;
    this.#required.forgetEdited();
    try {
      return await this.#track(path, true, this.#importer(this.#files.address(path, this.#retry), json));
    } finally {
      this.#required.note();
    }
  }

  /**
   * Called after JavaScript was terminated. A module whose evaluation was cut short never finishes: local files get a new
   * address, packages an error instead of an endless wait.
   */
  afterTermination(): void {
    for (const [name, isFile] of this.#loading) if (!isFile) this.#broken.add(name);
    if ([...this.#loading.values()].includes(true)) this.#retry += 1;
    this.#loading.clear();
    this.#required.forgetUnfinished();
  }

  async #track(name: string, isFile: boolean, loading: Promise<Namespace>): Promise<Namespace> {
    this.#loading.set(name, isFile);
    try {
      return await loading;
    } finally {
      this.#loading.delete(name);
      // It has ended after all: something else was terminated.
      this.#broken.delete(name);
    }
  }

  async #fromPackage(name: string, options?: ImportOptions): Promise<Namespace> {
    if (this.#broken.has(name)) {
      const message = `'${name}' was interrupted while it loaded, and Node cannot load it again in this session`;
      throw Object.assign(new Error(message), { fix: 'restart the kernel.' });
    }
    try {
      return await this.#track(name, false, this.#importer(name, options));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException)?.code;
      // A module may import such an address itself.
      if (code === 'ERR_UNSUPPORTED_ESM_URL_SCHEME' && /^[a-z]+:/.test(name)) throw wrongScheme(name);
      if (code !== 'ERR_MODULE_NOT_FOUND') throw error;
      throw notFound(name, this.#folder, error);
    }
  }

  /**
   * A static import of a cell: the module, after checking that it has the names.
   *
   * @param needed names that the cell uses as values
   * @param maybe names that it does not use, or only as types; they may exist as types alone
   * @param source the cell's text
   */
  async load(
    specifier: string,
    needed: readonly string[],
    maybe: readonly string[],
    attributes: Readonly<Record<string, string>>,
    source: string,
  ): Promise<Namespace> {
    const options = Object.keys(attributes).length > 0 ? { with: attributes } : undefined;
    let loaded: Namespace;
    try {
      loaded = await this.import(specifier, options);
    } catch (error) {
      if (this.#isAbsent(error) && needed.length === 0 && this.#hasTypesAlone(specifier, maybe, source))
        return {};
      throw error;
    }
    const found = this.#withCommonJsNames(loaded, [...needed, ...maybe]);
    for (const name of needed) if (!(name in found)) throw missingExport(specifier, name, found);
    for (const name of maybe) {
      if (name in found || isNamedAgain(source, name)) continue;
      if (!exportsType(specifier, name, this.#folder)) throw missingExport(specifier, name, found);
    }
    return found;
  }

  /** True when Node did not find what a cell imports, or nothing in it that can be loaded; not when that lacks a module itself. */
  #isAbsent(error: unknown): boolean {
    const { code, message } = (error ?? {}) as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') return false;
    return message.endsWith(` from ${this.#folder}`) || isFromCell(message, this.#folder);
  }

  /** Names that Node's lexer did not find in a CommonJS module are there as properties of its exports. */
  #withCommonJsNames(found: Namespace, names: readonly string[]): Namespace {
    const exported = found['default'];
    if (exported === null || (typeof exported !== 'object' && typeof exported !== 'function')) return found;
    const hidden = names.filter((name) => !(name in found) && name in exported);
    if (hidden.length === 0) return found;
    if (!('module.exports' in found || this.#required.isExports(exported))) return found;
    const more = hidden.map((name) => [name, (exported as Record<string, unknown>)[name]]);
    return { ...found, ...Object.fromEntries(more) } as Namespace;
  }

  /** True when what is imported are types of a module that has nothing else: a declaration file, `@types/...`. */
  #hasTypesAlone(specifier: string, names: readonly string[], source: string): boolean {
    if (names.length === 0) return importsTypesAlone(source, specifier);
    return names.every((name) => exportsType(specifier, name, this.#folder));
  }

  /** `import.meta.resolve`. */
  resolve(specifier: string): string {
    const own = OWN_MODULES.get(specifier);
    if (own !== undefined) return own;
    const path = isPath(specifier) ? this.#files.find(specifier, this.#folder) : undefined;
    if (path) return pathToFileURL(path).href;
    if (isPath(specifier)) return new URL(specifier, pathToFileURL(`${this.#folder}/`)).href;
    const found = this.require.resolve(specifier);
    return found.startsWith('/') || /^[A-Za-z]:\\/.test(found) ? pathToFileURL(found).href : found;
  }
}

function isPath(specifier: string): boolean {
  return /^(?:\.{1,2}(?:\/|$)|\/|file:|[A-Za-z]:[\\/])/.test(specifier) && !/[?#]/.test(specifier);
}

/** The name that Node's messages call it by. */
const IMPORTER = 'notebook.mjs';

/** A script in the folder: Node resolves its imports from there. */
function importerIn(folder: string): Importer {
  const importer = new Script('(specifier, options) => import(specifier, options)', {
    filename: join(folder, IMPORTER),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as Importer;
  return (specifier, options) =>
    isQuiet ? importer(specifier, options) : quietly(importer, specifier, options);
}

let isQuiet = false;

/** Node warns once, at the first import, that this way of importing is experimental; users can do nothing about it. */
function quietly(importer: Importer, specifier: string, options?: ImportOptions): Promise<Namespace> {
  isQuiet = true;
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return importer(specifier, options);
  } finally {
    process.emitWarning = emitWarning;
  }
}

function missingExport(specifier: string, name: string, found: Namespace): SyntaxError {
  const names = Object.keys(found).filter((one) => one !== 'module.exports');
  const shown = names.slice(0, 20).join(', ');
  const more = names.length > 20 ? ` and ${names.length - 20} more` : '';
  const what = names.length > 0 ? `it exports ${shown}${more}` : 'it exports nothing';
  return new SyntaxError(`'${specifier}' has no export named '${name}'; ${what}.`);
}

/** Node's message of a module that a cell itself imports. */
function isFromCell(message: string, folder: string): boolean {
  return message.endsWith(` imported from ${join(folder, IMPORTER)}`);
}

function notFound(name: string, folder: string, cause: unknown): unknown {
  const { message } = cause as Error;
  if (!isFromCell(message, folder)) return cause;
  const wanted = packageName(name);
  if (wanted && !message.includes(`'${wanted}'`)) return cause;
  const what = wanted ? `package '${wanted}'` : `module '${name}'`;
  return Object.assign(new Error(`Cannot find ${what} from ${folder}`), { code: 'ERR_MODULE_NOT_FOUND' });
}

/** `npm:d3@7/sub` and addresses are Deno's ways to name a module. */
function wrongScheme(name: string): Error {
  const [, wanted, version = '', path = ''] =
    /^npm:\/?((?:@[^/]+\/)?[^/@]+)(@[^/]+)?(\/.*)?$/.exec(name) ?? [];
  const fix = wanted
    ? `%npm install ${wanted}${version}, then import … from '${wanted}${path}'`
    : '%npm install the package, then import it by its name';
  return Object.assign(new Error(`Cannot import '${name}': modules are files and packages here`), {
    code: 'ERR_UNSUPPORTED_ESM_URL_SCHEME',
    fix,
  });
}
