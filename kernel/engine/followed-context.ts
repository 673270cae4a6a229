/**
 * A value that follows timers and promises, for Nodes whose AsyncLocalStorage is built on async hooks (before 24, or
 * 22 without its flag): with those hooks on, terminating JavaScript makes Node abort, because the hooks that close a
 * callback are skipped. This needs none: it wraps what schedules callbacks. A callback that comes to life in another
 * way (a socket's data, say) sees none.
 */
export class FollowedContext<Value> {
  #current: Value | undefined;
  #following = false;

  getStore(): Value | undefined {
    return this.#current;
  }

  /** Calls `fn`, whose timers and promises will see `value`. */
  run<Result>(value: Value, fn: () => Result): Result {
    if (!this.#following) this.#follow();
    const before = this.#current;
    this.#current = value;
    try {
      return fn();
    } finally {
      this.#current = before;
    }
  }

  /**
   * For a promise that a cell awaits: the returned function settles it so that the code behind the `await` sees the
   * value of now, and what comes after it does not. An `await` itself cannot be wrapped, but microtasks keep their order.
   */
  settler(): (settle: () => void) => void {
    const value = this.#current;
    return (settle) => {
      schedule(() => this.#set(value));
      settle();
      schedule(() => this.#set(undefined));
    };
  }

  /** Forgets the value of code that was terminated. */
  clear(): void {
    this.#current = undefined;
  }

  #set(value: Value | undefined): void {
    this.#current = value;
  }

  #bind(callback: unknown): unknown {
    if (typeof callback !== 'function') return callback;
    const value = this.#current;
    if (value === undefined) return callback;
    const context = this;
    return function (this: unknown, ...values: unknown[]): unknown {
      return context.run(value, () => Reflect.apply(callback, this, values));
    };
  }

  #follow(): void {
    this.#following = true;
    const wrapFirst = (owner: object, name: string) =>
      this.#wrap(owner, name, ([callback, ...rest]) => [this.#bind(callback), ...rest]);
    for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'])
      wrapFirst(globalThis, name);
    wrapFirst(process, 'nextTick');
    this.#wrap(Promise.prototype, 'then', ([done, failed]) => [this.#bind(done), this.#bind(failed)]);
  }

  #wrap(owner: object, name: string, bind: (values: unknown[]) => unknown[]): void {
    const original = Reflect.get(owner, name) as (...values: unknown[]) => unknown;
    const wrapped = {
      [name](this: unknown, ...values: unknown[]): unknown {
        return Reflect.apply(original, this, bind(values));
      },
    }[name]!;
    // util.promisify(setTimeout) and others look for properties of the function.
    Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
    Object.defineProperty(owner, name, { ...Object.getOwnPropertyDescriptor(owner, name), value: wrapped });
  }
}

/** As it was before it was wrapped. */
const schedule = globalThis.queueMicrotask;
