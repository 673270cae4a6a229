import { noteLibrary } from './assist/library-classes.js';
import { guardLibrary } from './interrupts/library-guard.js';
import type { Shield } from './interrupts/shield.js';
import { LIBRARY_NAMES } from './names/globals.js';
import { restore } from './names/names.js';
import { LIBRARY_URL } from './own-modules.js';

/** A module namespace. */
export type Namespace = Readonly<Record<string, unknown>>;

/** Loads the library when it is first needed and puts its names on the global object. */
export class Prelude {
  readonly #names: ReadonlySet<string> = new Set(LIBRARY_NAMES);
  #loading: Promise<Namespace> | undefined;
  #library: Namespace | undefined;
  readonly #import: () => Promise<Namespace>;
  readonly #shield: Shield | undefined;

  /** The load goes behind the shield: a module that was half evaluated never loads again. */
  constructor(load: () => Promise<Namespace> = () => import(LIBRARY_URL), shield?: Shield) {
    this.#import = load;
    this.#shield = shield;
  }

  /** Resolves when no load is under way, however it ended; undefined when none is. */
  get busy(): Promise<unknown> | undefined {
    return this.#library ? undefined : this.#loading?.catch(() => undefined);
  }

  /** The library, once it is loaded. */
  get library(): Namespace | undefined {
    return this.#library;
  }

  /** True when a cell that uses these names has to wait for the library. */
  isNeeded(references: ReadonlySet<string>, own: ReadonlySet<string>): boolean {
    if (this.#library) return false;
    for (const name of references) if (this.#names.has(name) && !own.has(name)) return true;
    return false;
  }

  /** The library. A failure is not remembered: the next cell tries again. */
  load(own: ReadonlySet<string>): Promise<Namespace> {
    if (this.#loading) return this.#loading;
    this.#shield?.up();
    this.#loading = this.#import().then(
      (library) => {
        this.#shield?.down();
        if (this.#shield) guardLibrary(library, this.#shield);
        this.#library = library;
        noteLibrary(library);
        this.define(own);
        return library;
      },
      (error: unknown) => {
        this.#shield?.down();
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }

  /** Puts the names on the global object, where a cell's own declaration hides them. */
  define(own: ReadonlySet<string>): void {
    if (!this.#library) return;
    for (const name of LIBRARY_NAMES) {
      if (!(name in this.#library)) continue;
      defineGlobal(name, this.#library[name]);
      if (!own.has(name)) restore(name);
    }
  }
}

/** A global that a cell may assign to and that does not show among the enumerable ones. */
export function defineGlobal(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
