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

/** What a name was before the cell that declares it. */
interface Earlier {
  readonly name: string;
  readonly own: boolean;
  readonly constant: boolean;
  readonly value: unknown;
}

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
  #earlier: Earlier[] = [];
  /** Names that a failed cell has left without a value, and what their variables had. */
  readonly #unset = new Map<string, unknown>();

  isPlatform = (name: string): boolean => platform.has(name);

  /** Makes the variables exist, before the cell that assigns to them runs. */
  declare(declared: ReadonlyMap<string, boolean>, shadowed: ReadonlyMap<string, boolean>): void {
    const fresh: string[] = [];
    this.#earlier = [];
    for (const [name, constant] of declared) {
      this.#note(name, constant, this.own);
      if (!scriptScope.has(name)) fresh.push(name);
    }
    for (const [name, constant] of shadowed) this.#note(name, constant, this.shadowNames);
    if (fresh.length === 0) return;
    try {
      new Script(`let ${fresh.join(', ')};`, { filename: 'cellgrad:names' }).runInThisContext();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      for (const name of fresh) declareAlone(name);
    }
    for (const name of fresh) scriptScope.add(name);
  }

  #note(name: string, constant: boolean, owners: Set<string>): void {
    const own = owners.has(name) && !this.#unset.delete(name);
    const earlier = { name, own, constant: this.constants.has(name) };
    if (!own || earlier.constant !== constant)
      this.#earlier.push({ ...earlier, value: this.#variable(name) });
    owners.add(name);
    this.live.forget(name);
    if (constant) this.constants.add(name);
    else this.constants.delete(name);
  }

  /** What the name's own variable has, if there is one. */
  #variable(name: string): unknown {
    if (this.isPlatform(name)) return this.shadows[name];
    return scriptScope.has(name) ? this.read(name) : undefined;
  }

  /** After a cell that failed: a name to which its declaration gave no value means what it meant before. */
  takeBack(): void {
    for (const { name, own, constant, value } of this.#earlier.splice(0)) {
      if (!Object.is(this.#variable(name), value)) continue;
      if (constant) this.constants.add(name);
      else this.constants.delete(name);
      if (own) continue;
      if (isGlobal(name)) {
        this.own.delete(name);
        this.shadowNames.delete(name);
        restore(name);
      } else this.#unset.set(name, value);
    }
  }

  /** {@link own} without names that no cell has given a value yet, because the one that declares them failed. */
  get valued(): ReadonlySet<string> {
    for (const [name, value] of this.#unset) if (!Object.is(this.read(name), value)) this.#unset.delete(name);
    return this.#unset.size === 0
      ? this.own
      : new Set([...this.own].filter((name) => !this.#unset.has(name)));
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
    this.#unset.clear();
    this.#earlier = [];
  }
}

/** True for names that mean something before a cell declares them, though the library may not be loaded yet. */
function isGlobal(name: string): boolean {
  return name in globalThis || GLOBAL_NAMES.includes(name);
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
