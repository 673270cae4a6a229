import nodeModule, { createRequire } from 'node:module';
import type { Interface } from 'node:readline';
import type { CellContext } from '../context/cell-context.js';

/** Makes an interface; what is around the call may know that one is being made, and which it is. */
export type MakeInterface = (create: () => Interface) => Interface;

const MODULES = ['node:readline', 'node:readline/promises'];
const MAKERS = ['createInterface', 'Interface'];

/** Has `make` called for each interface of readline that is made. Returns the function that ends this. */
export function followInterfaces(make: MakeInterface): () => void {
  const require = createRequire(import.meta.url);
  const restore = MODULES.flatMap((name) => {
    const module = require(name) as Record<string, (...values: unknown[]) => Interface>;
    return MAKERS.map((maker) => {
      const original = module[maker]!;
      module[maker] = new Proxy(original, {
        apply: (target, self, values) => make(() => Reflect.apply(target, self, values)),
        construct: (target, values, made) => make(() => Reflect.construct(target, values, made)),
      });
      return () => {
        module[maker] = original;
      };
    });
  });
  nodeModule.syncBuiltinESMExports();
  return () => {
    for (const one of restore) one();
    nodeModule.syncBuiltinESMExports();
  };
}

type Question = (query: string, ...rest: unknown[]) => unknown;

/**
 * A question that was interrupted would take the answer to the next one, whose own callback readline drops: the interface lets
 * go of it when it asks again. `awaited` is told when code wants the promise of an answer, perhaps in a later cell.
 */
export function followQuestions(
  lines: Interface,
  current: () => CellContext | undefined,
  awaited: () => void,
): void {
  const original = lines.question as Question;
  let last: { cell: CellContext | undefined; readonly control: AbortController } | undefined;
  const question: Question = (query, ...rest) => {
    if (last?.cell?.ended) last.control.abort();
    const asked = { cell: current(), control: new AbortController() };
    last = asked;
    const { signal } = asked.control;
    const [options, ...callback] = typeof rest[0] === 'function' ? [{}, ...rest] : rest;
    const given = options as { readonly signal?: AbortSignal } | undefined;
    const signals = given?.signal ? AbortSignal.any([given.signal, signal]) : signal;
    const answer = Reflect.apply(original, lines, [query, { ...given, signal: signals }, ...callback]);
    if (!(answer instanceof Promise)) return answer;
    const value = (...handlers: Parameters<typeof answer.then>) => {
      asked.cell = current();
      awaited();
      return Promise.prototype.then.apply(answer, handlers);
    };
    return Object.defineProperty(answer, 'then', { value, writable: true, configurable: true });
  };
  // util.promisify looks for a property of the function.
  const value = Object.defineProperties(question, Object.getOwnPropertyDescriptors(original));
  Object.defineProperty(lines, 'question', { value, writable: true, configurable: true });
}
