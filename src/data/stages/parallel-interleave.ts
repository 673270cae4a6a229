import { release } from '../element.js';
import type { Stream } from '../stream.js';

/** What the options of `interleave` come to. */
export interface ParallelCycle {
  /** Streams in turn. */
  readonly cycle: number;
  /** Items in a row from the same one. */
  readonly block: number;
  /** Streams whose next item is asked for before it is their turn. */
  readonly calls: number;
  readonly ordered: boolean;
}

/**
 * The items of the streams of a stream in turns, as if one was read after the other, while `calls` of them have their next
 * item on the way. A place whose stream ends is given the next one at once: places become free in the
 * order of their turns, so that each gets the stream that it would have got at its turn.
 */
export function parallelInterleave<T>(input: Stream<Stream<T>>, parallel: ParallelCycle): Stream<T> {
  const { cycle, block, calls, ordered } = parallel;
  let opening: Promise<unknown> = Promise.resolve();
  const open = (): Promise<Stream<T> | null> => {
    const stream = opening.then(() => input.next());
    opening = stream.catch(() => null);
    return stream;
  };
  const places = Array.from({ length: cycle }, (_, at) => new Place(open, at < calls));
  let at = 0;
  let given = 0;
  const advance = () => {
    at = (at + 1) % cycle;
    given = 0;
  };
  const next = async (): Promise<T | null> => {
    for (;;) {
      const left = inOrder(places, at).filter((place) => !place.empty);
      if (left.length === 0) return null;
      if (!ordered) {
        // The first that is ready, and of several the one whose turn it is.
        const ready = await Promise.race(left.map((place) => place.ready()));
        if (ready !== places[at]) given = 0;
        at = places.indexOf(ready);
      }
      const place = places[at] as Place<T>;
      const item = place.empty ? null : await place.take();
      if (item === null) advance();
      else {
        given += 1;
        if (given >= block) advance();
        return item;
      }
    }
  };
  return {
    next,
    async close() {
      await Promise.all(places.map((place) => place.close()));
      await input.close?.();
    },
  };
}

function inOrder<T>(items: readonly T[], from: number): T[] {
  return [...items.slice(from), ...items.slice(0, from)];
}

/** One of the places of a cycle: a stream, and its next item where that is on the way. */
class Place<T> {
  #stream!: Promise<Stream<T> | null>;
  #item: Promise<T | null> | undefined;
  /** True where there are no more streams. */
  empty = false;

  constructor(
    private readonly open: () => Promise<Stream<T> | null>,
    private readonly ahead: boolean,
  ) {
    this.#begin();
  }

  /** The next item; null where the stream ended, and the place has its next one or is empty. */
  async take(): Promise<T | null> {
    const item = await this.#ask();
    const stream = await this.#stream;
    this.#item = undefined;
    this.empty = stream === null;
    if (item === null && stream !== null) {
      this.#begin();
      await stream.close?.();
    } else if (this.ahead) this.#ask();
    return item;
  }

  /** This place, once its next item is there or has failed. */
  ready(): Promise<Place<T>> {
    return this.#ask().then(
      () => this,
      () => this,
    );
  }

  async close(): Promise<void> {
    // What is on the way may have failed, which nobody asks for any more.
    release((await this.#item?.catch(() => null)) ?? null);
    await (await this.#stream.catch(() => null))?.close?.();
    this.empty = true;
  }

  #begin(): void {
    this.#stream = this.open();
    this.#stream.catch(() => undefined);
    if (this.ahead) this.#ask();
  }

  #ask(): Promise<T | null> {
    this.#item ??= this.#stream.then((stream) => stream?.next() ?? null);
    // Whoever takes it sees the error; until then nobody has to.
    this.#item.catch(() => undefined);
    return this.#item;
  }
}
