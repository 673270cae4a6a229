import type { Awaitable, Stream } from '../stream.js';
import { chain } from '../stream.js';

/**
 * Applies `apply` to items of a stream; as many as `limit` are under way where it takes time.
 *
 * @param started what is under way already
 */
export function aheadOf<T, U>(
  stream: Stream<T>,
  apply: (item: T | null) => Awaitable<U | null>,
  limit: number,
  ordered: boolean,
  started: readonly Promise<U | null>[] = [],
): () => Awaitable<U | null> {
  if (limit <= 1 && started.length === 0) return () => chain(stream.next(), apply);
  const running = [...started];
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
