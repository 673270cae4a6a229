type AnyFunction = (...parameters: never) => unknown;

const native = Function.prototype.toString;
/** What calls the kernel: see rewrite/. */
const CALL = /\$cg_*\./;

/** The text of a function as it was compiled; of one of a cell that has the kernel's calls in it. */
export function compiledText(value: AnyFunction): string {
  return native.call(value);
}

/**
 * Has `String(f)` give the JavaScript that the user wrote, without the kernel's calls: programs send such texts to browsers,
 * threads and other processes. Returns the function that takes it away.
 *
 * @param ownText gives that JavaScript where it is known
 */
export function hideCallsOfKernel(ownText: (value: AnyFunction) => string | undefined): () => void {
  const written = new Proxy(native, {
    apply(target, value: AnyFunction, list) {
      const text: string = Reflect.apply(target, value, list);
      return CALL.test(text) ? (ownText(value) ?? text) : text;
    },
  });
  set(written);
  return () => set(native);
}

function set(value: typeof native): void {
  Object.defineProperty(Function.prototype, 'toString', { value, configurable: true, writable: true });
}
