import { Script } from 'node:vm';

const KEY = Symbol.for('cellgrad.briefly');
const CALL = new Script(`globalThis[Symbol.for(${JSON.stringify(KEY.description)})]()`, {
  filename: 'cellgrad:briefly',
});

/**
 * Does what may run code of the user's that nobody started, and ends that after so many ms: it has no cell that could be
 * interrupted. Gives undefined when it was ended. Long, because what is ended may be the library at work.
 */
export function briefly<Value>(work: () => Value, limit = 2000): { readonly value: Value } | undefined {
  let done: { readonly value: Value } | undefined;
  const value = () => {
    done = { value: work() };
  };
  Object.defineProperty(globalThis, KEY, { value, configurable: true });
  try {
    CALL.runInThisContext({ timeout: limit });
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
  } finally {
    Reflect.deleteProperty(globalThis, KEY);
  }
  return done;
}
