import { release } from '../element.js';
import { AUTOTUNE, type Stage } from '../stage.js';
import type { Stream } from '../stream.js';

/** What {@link AUTOTUNE} keeps ready. */
const AUTO = 2;

/** Keeps up to `size` items ready that were asked for before they are needed; -1 leaves the number to us. */
export function prefetch<T>(input: Stage<T>, size: number): Stage<T> {
  const limit = size === AUTOTUNE ? AUTO : size;
  return {
    name: 'prefetch',
    details: size === AUTOTUNE ? `auto: ${AUTO}` : String(size),
    cardinality: input.cardinality,
    spec: input.spec,
    open() {
      const stream = input.open();
      return limit === 0 ? stream : prefetched(stream, limit);
    },
  };
}

/** A stream that need not wait gains nothing from being read ahead, and is not. */
function prefetched<T>(stream: Stream<T>, limit: number): Stream<T> {
  const ready: Promise<T | null>[] = [];
  let last: Promise<unknown> | undefined;
  let ended = false;
  /** An item that fails is no end: `ignoreErrors` goes on behind it. */
  const watched = (item: Promise<T | null>): Promise<void> =>
    item.then(
      (found) => {
        if (found === null) ended = true;
      },
      () => undefined,
    );
  const ask = (): Promise<T | null> => {
    const item = (last ?? Promise.resolve()).then(() => (ended ? null : stream.next()));
    last = watched(item);
    return item;
  };
  const fill = () => {
    while (!ended && ready.length < limit) ready.push(ask());
  };
  return {
    next() {
      if (ready.length > 0) {
        const item = ready.shift() as Promise<T | null>;
        fill();
        return item;
      }
      if (ended) return null;
      const item = stream.next();
      if (!(item instanceof Promise)) return item;
      last = watched(item);
      fill();
      return item;
    },
    close() {
      ended = true;
      const waiting = ready.map((item) => item.then(release, () => undefined));
      return waiting.length === 0 ? stream.close?.() : Promise.all(waiting).then(() => stream.close?.());
    },
  };
}
