// biome-ignore-all lint/suspicious/noShadowRestrictedNames: giving these names is what the file is for
/**
 * Globals as they were before any cell: a cell may replace them (fake timers, a Promise of its own), and the engine must go
 * on. The bundle gives them to all of its modules in place of the names (scripts/bundle.mjs).
 */
export const {
  Array,
  Atomics,
  BigInt,
  Boolean,
  Buffer,
  Date,
  Error,
  Function,
  Int32Array,
  Map,
  Math,
  Number,
  Object,
  Promise,
  Proxy,
  Reflect,
  RegExp,
  Set,
  SharedArrayBuffer,
  String,
  Symbol,
  SyntaxError,
  TypeError,
  URL,
  Uint8Array,
  WeakMap,
  WeakRef,
  WeakSet,
  clearImmediate,
  clearInterval,
  clearTimeout,
  performance,
  queueMicrotask,
  setImmediate,
  setInterval,
  setTimeout,
  structuredClone,
} = globalThis;

const { parse, stringify } = globalThis.JSON;
const SHARED = [globalThis.Object.prototype, globalThis.Array.prototype] as const;

/** A `toJSON` that a cell puts on all objects would answer for each message of the engine. */
const toText: typeof stringify = (...given: [unknown]) => {
  const own = SHARED.map((shared) => Object.getOwnPropertyDescriptor(shared, 'toJSON'));
  if (own.every((one) => one?.configurable !== true)) return stringify(...given);
  const put = (back: boolean) =>
    SHARED.forEach((shared, i) => {
      if (own[i]?.configurable !== true) return;
      if (back) Object.defineProperty(shared, 'toJSON', own[i]);
      else Reflect.deleteProperty(shared, 'toJSON');
    });
  put(false);
  try {
    return stringify(...given);
  } finally {
    put(true);
  }
};

/** Its functions are replaced more often than the object. */
export const JSON = Object.freeze({ parse, stringify: toText });
