import { inspect } from 'node:util';

/** The symbols under which Node before 24 keeps its async hooks' values on promises. */
const INTERNAL = new Set(['async_id_symbol', 'trigger_async_id_symbol', 'kResourceStore']);

/**
 * Once anybody in the process uses an AsyncLocalStorage, inspect shows on each promise what Node keeps there:
 * `Promise { 1, [Symbol(async_id_symbol)]: 7, ... }`. This hides it. Returns the function that undoes it.
 */
export function hideHooksOfPromises(): () => void {
  const before = Object.getOwnPropertyDescriptor(Promise.prototype, inspect.custom);
  Object.defineProperty(Promise.prototype, inspect.custom, {
    configurable: true,
    enumerable: false,
    writable: true,
    value(this: object) {
      for (const symbol of Object.getOwnPropertySymbols(this)) {
        if (!INTERNAL.has(symbol.description ?? '')) continue;
        const own = Object.getOwnPropertyDescriptor(this, symbol);
        if (own?.enumerable) Object.defineProperty(this, symbol, { ...own, enumerable: false });
      }
      // Returning the value itself has inspect print it in its own way.
      return this;
    },
  });
  return () => {
    if (before) Object.defineProperty(Promise.prototype, inspect.custom, before);
    else Reflect.deleteProperty(Promise.prototype, inspect.custom);
  };
}
