import { Script } from 'node:vm';
import { defineGlobal } from '../prelude.js';
import { LAST_VALUE } from './globals.js';
import { type Names, restore } from './names.js';

/** Keeps the last value under its name, until a cell gives the name another meaning (`import _ from 'lodash'`). */
export class LastValue {
  readonly #names: Names;
  readonly #read: () => unknown;
  #value: unknown;

  constructor(names: Names) {
    this.#names = names;
    this.forget();
    this.#read = new Script(`() => ${LAST_VALUE}`).runInThisContext() as () => unknown;
  }

  /** A cell has given this. */
  note(value: unknown): void {
    // What `_ = undefined` lets go is not held here.
    if (this.#isTaken) this.#value = undefined;
    else if (value !== undefined) this.#define(value);
  }

  /** There is none, whatever the name meant. */
  forget(): void {
    this.#define(undefined);
  }

  /** True when it was declared, or assigned to. */
  get #isTaken(): boolean {
    return this.#names.own.has(LAST_VALUE) || !Object.is(this.#read(), this.#value);
  }

  #define(value: unknown): void {
    this.#value = value;
    defineGlobal(LAST_VALUE, value);
    // A variable that was declared before a %reset stays in front of the global.
    restore(LAST_VALUE);
  }
}
