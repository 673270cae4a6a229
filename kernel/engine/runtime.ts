import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import type { CellSources } from './cell-sources.js';
import { cellContext } from './context/cell-context.js';
import { notePlace } from './errors/places.js';
import { framesOf, isError } from './errors/stack.js';
import type { Waits } from './interrupts/waits.js';
import type { ImportOptions, Modules } from './modules.js';
import type { Names } from './names/names.js';
import type { Namespace } from './prelude.js';
import { helpers } from './transpile/language-helpers.js';

/** Compiled CommonJS defines its exports by `Object.defineProperty`; a cell may be run again. */
const REDEFINABLE: ProxyHandler<object> = {
  defineProperty: (target, name, property) =>
    Reflect.defineProperty(target, name, { configurable: true, ...property }),
};

/** What the scripts of cells call: each gets it as the argument of its function. See rewrite/ for the calls. */
export class Runtime {
  readonly helpers = helpers;
  readonly shadows: Record<string, unknown>;
  readonly #waits: Waits;
  readonly #modules: Modules;
  readonly #names: Names;
  readonly #sources: CellSources;
  readonly #module = { exports: new Proxy({}, REDEFINABLE) as unknown };

  constructor(waits: Waits, modules: Modules, names: Names, sources: CellSources) {
    this.#waits = waits;
    this.#modules = modules;
    this.#names = names;
    this.#sources = sources;
    this.shadows = names.shadows;
  }

  mark(): number {
    return this.#waits.mark();
  }

  wait(mark: number, value: unknown, file: string, offset: number): unknown {
    return this.#waits.wait(mark, value, file, offset);
  }

  iterate(list: unknown, file: string, offset: number): AsyncIterable<unknown> {
    return this.#waits.iterate(list, file, offset);
  }

  /** Stands around what a `throw` throws. */
  thrown(value: unknown, file: string, offset: number): unknown {
    if (!isError(value) || this.#isLost(value)) notePlace(value, { file, offset });
    return value;
  }

  /** What the system refused reaches a callback without a stack. */
  #isLost(error: Error): boolean {
    return 'syscall' in error && framesOf(error, this.#sources).every(({ kind }) => kind !== 'cell');
  }

  import(specifier: unknown, options?: ImportOptions): Promise<Namespace> {
    return this.#modules.import(specifier, options);
  }

  /** A static import; `locals` says which variable stands for which export. */
  async load(
    specifier: string,
    needed: readonly string[],
    maybe: readonly string[],
    attributes: Readonly<Record<string, string>>,
    locals: Readonly<Record<string, string>>,
  ): Promise<Namespace> {
    const source = cellContext.getStore()?.source ?? '';
    const found = await this.#modules.load(specifier, needed, maybe, attributes, source);
    if (types.isModuleNamespaceObject(found))
      for (const [variable, name] of Object.entries(locals)) this.#names.live.follow(variable, found, name);
    return found;
  }

  /** Stands in front of a cell's statements where names were imported. */
  refresh(): void {
    this.#names.live.refresh();
  }

  /** Stands in each turn of a cell's loops: see loop-turn.ts. */
  turn(): void {}

  /** Stands where a variable has no value yet. */
  early(name: string): never {
    throw new ReferenceError(`Cannot access '${name}' before initialization`);
  }

  /** Its `value` stands where a constant would be assigned to: `k ||= 2` may only read it. */
  constant(name: string, value: unknown): { value: unknown } {
    return {
      get value() {
        return value;
      },
      set value(_) {
        throw new TypeError(`Assignment to constant variable '${name}'.`);
      },
    };
  }

  /** A cell has none, as a module has none. */
  get arguments(): never {
    throw new ReferenceError('arguments is not defined');
  }

  /** `import.meta` of a cell: that of a module in the notebook's folder. */
  get meta(): object {
    const filename = join(this.#modules.folder, 'notebook.ts');
    return {
      __proto__: null,
      dirname: this.#modules.folder,
      filename,
      url: pathToFileURL(filename).href,
      main: false,
      resolve: (specifier: string) => this.#modules.resolve(specifier),
    };
  }

  /** The names of CommonJS. */
  get commonjs(): Record<string, unknown> {
    return {
      require: this.#modules.require,
      module: this.#module,
      exports: this.#module.exports,
      __dirname: this.#modules.folder,
      __filename: join(this.#modules.folder, 'notebook.ts'),
    };
  }
}
