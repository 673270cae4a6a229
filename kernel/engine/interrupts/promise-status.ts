import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

const FULFILLED = 1;

type Status = (promise: Promise<unknown>) => number;

let status = askV8();

/**
 * True when a promise of the platform's is fulfilled by now. JavaScript cannot ask that, V8's own functions can; a V8 that
 * does not have this one, or has forgotten its code, says no.
 */
export function isFulfilled(value: unknown): boolean {
  if (!status || !(value instanceof Promise) || value.constructor !== Promise) return false;
  try {
    return status(value) === FULFILLED;
  } catch {
    // The collector drops code that was not used for long, and without the flag V8 cannot read it again.
    status = askV8();
    return false;
  }
}

/** The flag is on for this one function only: it changes what is JavaScript. */
function askV8(): Status | undefined {
  setFlagsFromString('--allow-natives-syntax');
  try {
    const ask = new Script('(promise) => %PromiseStatus(promise)').runInThisContext() as Status;
    // V8 compiles a function when it is first called.
    ask(Promise.resolve());
    return ask;
  } catch {
    return undefined;
  } finally {
    setFlagsFromString('--no-allow-natives-syntax');
  }
}
