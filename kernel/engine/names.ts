import { Script } from 'node:vm';
import { GLOBAL_NAMES } from './globals.js';
import { LiveImports } from './live-imports.js';

/**
 * Names that were declared in this process. A `let` of a script lives as long as its context and cannot be declared
 * twice, so this is kept for the process and not for the session.
 */
const scriptScope = new Set<string>();

/** What the platform and no cell has put on the global object: `URL`, `process`, `Array` ... */
const platform = new Set(Object.getOwnPropertyNames(globalThis));
for (const name of GLOBAL_NAMES) platform.delete(name);

/**
 * The variables of a session. Each top-level name of a cell is a `let` of script scope, which all cells share; `%reset`
 * cannot take it away, only its value.
 *
 * A name of the platform is the exception: a script's `let URL` would hide the real one from every package, so such names
 * live in {@link shadows}, and the compiler rewrites the cells that use them.
 */
export class Names {
  /** Names that the user's cells declare now. */
  readonly own = new Set<string>();
  readonly constants = new Set<string>();
  readonly shadows: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  readonly shadowNames = new Set<string>();
  readonly live = new LiveImports((name, value) => this.#assign(name, value));

  isPlatform = (name: string): boolean => platform.has(name);

  /** Makes the variables exist, before the cell that assigns to them runs. */
  declare(declared: ReadonlyMap<string, boolean>, shadowed: ReadonlyMap<string, boolean>): void {
    const fresh: string[] = [];
    for (const [name, constant] of declared) {
      this.own.add(name);
      this.#note(name, constant);
      if (!scriptScope.has(name)) fresh.push(name);
    }
    for (const [name, constant] of shadowed) {
      this.shadowNames.add(name);
      this.#note(name, constant);
    }
    if (fresh.length === 0) return;
    try {
      new Script(`let ${fresh.join(', ')};`, { filename: 'cellgrad:names' }).runInThisContext();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      for (const name of fresh) declareAlone(name);
    }
    for (const name of fresh) scriptScope.add(name);
  }

  #note(name: string, constant: boolean): void {
    this.live.forget(name);
    if (constant) this.constants.add(name);
    else this.constants.delete(name);
  }

  /** The value of a variable or global, without running anything but a global getter of the platform. */
  read(name: string): unknown {
    if (this.shadowNames.has(name)) return this.shadows[name];
    return new Script(`typeof ${name} === 'undefined' ? undefined : ${name}`).runInThisContext();
  }

  /** Gives a variable of the session a value, and makes it exist. */
  write(name: string, value: unknown): void {
    const shadow = this.isPlatform(name);
    const fresh = new Map([[name, false]]);
    this.declare(shadow ? new Map() : fresh, shadow ? fresh : new Map());
    this.#assign(name, value);
  }

  #assign(name: string, value: unknown): void {
    if (this.shadowNames.has(name)) this.shadows[name] = value;
    else assign(name, value);
  }

  /** True when the name means something: a variable of a cell or a global. */
  has(name: string): boolean {
    return this.own.has(name) || this.shadowNames.has(name) || name in globalThis;
  }

  /** Forgets every variable. Names of globals mean the globals again. */
  reset(): void {
    for (const name of scriptScope) restore(name);
    for (const name of this.shadowNames) delete this.shadows[name];
    this.own.clear();
    this.constants.clear();
    this.shadowNames.clear();
    this.live.clear();
  }
}

/** Gives a script variable the value of the global of the same name: the library's names are such globals. */
export function restore(name: string): void {
  if (!scriptScope.has(name)) return;
  assign(name, Reflect.get(globalThis, name));
}

function assign(name: string, value: unknown): void {
  new Script(`(value) => { ${name} = value; }`).runInThisContext()(value);
}

function declareAlone(name: string): void {
  try {
    new Script(`let ${name};`, { filename: 'cellgrad:names' }).runInThisContext();
  } catch (error) {
    // Declared by the user's own vm.Script: it is there, which is all that matters.
    if (!(error instanceof SyntaxError)) throw error;
  }
}
