import { promiseHooks } from 'node:v8';
import { hiddenField } from './hidden-field.js';

/** Node's own functions that call back later. */
const SCHEDULERS = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'] as const;

/**
 * A value that follows timers, promises and awaits, for Nodes whose AsyncLocalStorage is built on async hooks (before 24,
 * or 22 without its flag): with those hooks on, terminating JavaScript makes Node abort, because the hooks that close a
 * callback are skipped. V8's own promise hooks have no such check. A callback that comes to life in another way (a
 * socket's data, say) sees no value.
 */
export class FollowedContext<Value> {
  #current: Value | undefined;
  #following = false;
  readonly #values = hiddenField<Value>();

  getStore(): Value | undefined {
    return this.#current;
  }

  /** Calls `fn`, whose timers and promises will see `value`. */
  run<Result>(value: Value, fn: () => Result): Result {
    if (!this.#following) this.#follow();
    return this.#with(value, fn);
  }

  /** The value in which a promise was made. */
  valueAt(promise: object): Value | undefined {
    return this.#values.get(promise);
  }

  /** Forgets the value of code that was terminated, and that could not put back the one before. */
  clear(): void {
    this.#current = undefined;
  }

  #with<Result>(value: Value | undefined, fn: () => Result): Result {
    const before = this.#current;
    this.#current = value;
    try {
      return fn();
    } finally {
      this.#current = before;
    }
  }

  #follow(): void {
    this.#following = true;
    promiseHooks.createHook({
      init: (promise) => {
        if (this.#current !== undefined) this.#values.set(promise, this.#current);
      },
      before: (promise) => {
        this.#current = this.#values.get(promise);
      },
      // Reactions run one after the other, with nothing of a cell below them.
      after: () => {
        this.#current = undefined;
      },
    });
    for (const name of SCHEDULERS) this.#wrap(globalThis, name);
    this.#wrap(process, 'nextTick');
  }

  #wrap(owner: object, name: string): void {
    const original = Reflect.get(owner, name) as (...values: unknown[]) => unknown;
    const bind = (callback: unknown) => this.#bind(callback);
    const wrapped = {
      [name](this: unknown, callback: unknown, ...rest: unknown[]): unknown {
        return Reflect.apply(original, this, [bind(callback), ...rest]);
      },
    }[name]!;
    // util.promisify(setTimeout) and others look for properties of the function.
    Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
    Object.defineProperty(owner, name, { ...Object.getOwnPropertyDescriptor(owner, name), value: wrapped });
  }

  #bind(callback: unknown): unknown {
    const value = this.#current;
    if (typeof callback !== 'function' || value === undefined) return callback;
    const context = this;
    return function (this: unknown, ...values: unknown[]): unknown {
      return context.#with(value, () => Reflect.apply(callback, this, values));
    };
  }
}
