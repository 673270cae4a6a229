import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';

/** A cell that runs, or that started the timer or promise that runs. */
export interface CellContext {
  /** The server's id of the cell: outputs carry it. */
  readonly id: number;
  /** The number in `[n]`. */
  readonly count: number;
  /** What the user wrote, as far as it is TypeScript. */
  readonly source: string;
  readonly allowStdin: boolean;
  /** True once the cell's outcome is known; what it left running goes on. */
  ended: boolean;
}

/**
 * The cell to which the code that runs now belongs. It follows timers, promises and callbacks, so that late output
 * finds the cell that started it.
 */
export const cellContext = new AsyncLocalStorage<CellContext>();

/**
 * Before Node 24 an AsyncLocalStorage keeps its value in symbols on every promise, where inspect shows them:
 * `Promise { 1, [Symbol(async_id_symbol)]: 7, ... }`. This hides them. Returns the function that undoes it.
 */
export function hideContextOfPromises(): () => void {
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

const INTERNAL = new Set(['async_id_symbol', 'trigger_async_id_symbol', 'kResourceStore']);
