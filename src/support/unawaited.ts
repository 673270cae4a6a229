import { ValueError } from './errors.js';

/** How a promise answers to somebody who forgot to await it. */
export interface Unawaited {
  /** The call, as `fit`. */
  readonly where: string;
  /** What to write, as `const history = await model.fit(x, y)`. */
  readonly fix: string;
  /** The properties of the result that people reach for. */
  readonly names?: readonly string[];
}

/**
 * The same promise; where it is used as if it were its result (taken apart, asked for one of `names`, made a text or a
 * number), an error says that `await` is missing, and not that something undefined has no such property.
 *
 * @example
 * const promise = unawaited(Promise.resolve([1]), { where: 'evaluate', fix: 'const [loss] = await model.evaluate(x, y)' });
 * const [loss] = promise; // ValueError: evaluate: expected its result; received a promise of it.
 */
export function unawaited<T>(promise: Promise<T>, { where, fix, names = [] }: Unawaited): Promise<T> {
  const message = `${where}: expected its result; received a promise of it.`;
  const refuse = (): never => {
    throw new ValueError(message, { fix });
  };
  // JavaScript's own error where a value has no text.
  const refuseText = (): never => {
    throw Object.assign(new TypeError(`${message}\nFix: ${fix}`), { fix });
  };
  Object.defineProperty(promise, Symbol.toPrimitive, { value: refuseText, configurable: true });
  Object.defineProperty(promise, Symbol.iterator, { value: refuse, configurable: true });
  for (const name of names) Object.defineProperty(promise, name, { get: refuse, configurable: true });
  return promise;
}
