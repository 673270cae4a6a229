/** An export of a module, and what the variable that stands for it has. */
interface Followed {
  readonly module: object;
  readonly name: string;
  value: unknown;
}

/**
 * The variables that stand for what cells import. In a module such a name is the export itself and changes with it
 * (`export let count`); the variables of a session follow it between the statements of cells.
 */
export class LiveImports {
  readonly #followed = new Map<string, Followed>();
  readonly #write: (variable: string, value: unknown) => void;

  constructor(write: (variable: string, value: unknown) => void) {
    this.#write = write;
  }

  get any(): boolean {
    return this.#followed.size > 0;
  }

  follow(variable: string, module: object, name: string): void {
    this.#followed.set(variable, { module, name, value: Reflect.get(module, name) });
  }

  /** A variable that stands for something else from now on. */
  forget(variable: string): void {
    this.#followed.delete(variable);
  }

  clear(): void {
    this.#followed.clear();
  }

  /** Gives the variables what their exports have now. */
  refresh(): void {
    for (const [variable, one] of this.#followed) {
      const value: unknown = Reflect.get(one.module, one.name);
      if (Object.is(value, one.value)) continue;
      one.value = value;
      this.#write(variable, value);
    }
  }
}
