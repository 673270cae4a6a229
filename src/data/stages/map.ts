import { availableParallelism } from 'node:os';
import { type Element, toElement } from '../element.js';
import { AUTOTUNE, type Stage } from '../stage.js';
import { type Awaitable, chain, type Stream } from '../stream.js';
import { callWith, type ElementFunction } from '../user-function.js';

/** Options of `map`. */
export interface MapOptions {
  /** How many calls of an asynchronous function may be under way; `data.AUTOTUNE` for as many as there are cores. */
  readonly numParallelCalls?: number | null | undefined;
  /** False: elements come in the order in which they are done. True by default. */
  readonly deterministic?: boolean | undefined;
}

/** `fn` of each element. */
export function map(input: Stage<Element>, fn: ElementFunction, options: MapOptions): Stage<Element> {
  const { numParallelCalls, deterministic = true } = options;
  const calls = numParallelCalls === AUTOTUNE ? availableParallelism() : (numParallelCalls ?? 1);
  return {
    name: 'map',
    details: [
      fn.name === '' ? '' : fn.name,
      ...(numParallelCalls == null
        ? []
        : [`${numParallelCalls === AUTOTUNE ? `auto: ${calls}` : calls} at a time`]),
    ]
      .filter((text) => text !== '')
      .join(', '),
    cardinality: input.cardinality,
    open() {
      const stream = input.open();
      let number = 0;
      const apply = (element: Element | null): Awaitable<Element | null> =>
        element === null ? null : callWith('map', number++, fn, element, toElement);
      return {
        next: aheadOf({ next: () => stream.next() }, apply, calls, deterministic),
        close: () => stream.close?.(),
      };
    },
  };
}

/** Applies `apply` to items of a stream; as many as `limit` are under way where it takes time. */
export function aheadOf<T, U>(
  stream: Stream<T>,
  apply: (item: T | null) => Awaitable<U | null>,
  limit: number,
  ordered: boolean,
): () => Awaitable<U | null> {
  if (limit <= 1) return () => chain(stream.next(), apply);
  const running: Promise<U | null>[] = [];
  let ended = false;
  const start = async (): Promise<void> => {
    while (!ended && running.length < limit) {
      const item = await stream.next();
      if (item === null) {
        ended = true;
        return;
      }
      const result = Promise.resolve().then(() => apply(item));
      // Whoever takes it sees the error; until then nobody has to.
      result.catch(() => undefined);
      running.push(result);
    }
  };
  return async () => {
    await start();
    if (running.length === 0) return null;
    if (ordered) return running.shift() as Promise<U | null>;
    const first = await Promise.race(
      running.map((result) =>
        result
          .then(
            () => result,
            () => result,
          )
          .then(() => ({ result })),
      ),
    );
    running.splice(running.indexOf(first.result), 1);
    return first.result;
  };
}
