import { cellContext } from './cell-context.js';

/** What Node's async_wrap binding holds, as far as it is needed here; the fields are shared with native code. */
interface AsyncWrap {
  readonly async_hook_fields: Uint32Array;
  readonly async_id_fields: Float64Array;
  readonly constants: {
    readonly kCheck: number;
    readonly kStackLength: number;
    readonly kExecutionAsyncId: number;
    readonly kTriggerAsyncId: number;
  };
}

/** Where the watchdog finds the function that it calls right before it terminates JavaScript. */
const KEY = 'cellgrad.beforeTermination';

/** What the watchdog evaluates on the main thread. */
export const BEFORE_TERMINATION = `globalThis[Symbol.for(${JSON.stringify(KEY)})]?.()`;

/**
 * Keeps Node alive when JavaScript is terminated inside a callback or behind an await. A termination skips the
 * closing hooks of what ran, and Node then aborts because its stack of async ids is not empty. With
 * `--no-force-async-hooks-checks` it forgives that, but before Node 24 an AsyncLocalStorage is built on async hooks,
 * which turn the check on again. So the check is switched off behind the first use, and the stack is emptied right
 * before each termination, as Node itself does it after an uncaught exception.
 */
export function allowTermination(): void {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24) return;
  // The first run with a value enables the hooks.
  cellContext.run({} as never, () => {});
  const { async_hook_fields: fields, async_id_fields: ids, constants } = asyncWrap();
  fields[constants.kCheck] = 0;
  Object.defineProperty(globalThis, Symbol.for(KEY), {
    value() {
      fields[constants.kStackLength] = 0;
      ids[constants.kExecutionAsyncId] = 0;
      ids[constants.kTriggerAsyncId] = 0;
    },
  });
}

/** `process.binding` is deprecated, but in these versions it is the only way there; its warning is of no use to users. */
function asyncWrap(): AsyncWrap {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    return (process as unknown as { binding(name: 'async_wrap'): AsyncWrap }).binding('async_wrap');
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
}
