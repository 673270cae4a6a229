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

/** Its functions are replaced more often than the object. */
export const JSON = globalThis.Object.freeze({
  parse: globalThis.JSON.parse,
  stringify: globalThis.JSON.stringify,
});
