import { release } from '../element.js';
import { AUTOTUNE, type Stage } from '../stage.js';
import type { Awaitable, Stream } from '../stream.js';

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
      return limit === 0 ? stream : new Prefetched(stream, limit);
    },
  };
}

/** A stream that need not wait gains nothing from being read ahead, and is not. */
class Prefetched<T> implements Stream<T> {
  readonly #ready: Promise<T | null>[] = [];
  #last: Promise<unknown> | undefined;
  #ended = false;

  constructor(
    private readonly input: Stream<T>,
    private readonly limit: number,
  ) {}

  next(): Awaitable<T | null> {
    const first = this.#ready.shift();
    if (first !== undefined) {
      this.#fill();
      return first;
    }
    if (this.#ended) return null;
    const item = this.input.next();
    if (!(item instanceof Promise)) return item;
    this.#last = this.#watched(item);
    this.#fill();
    return item;
  }

  close() {
    this.#ended = true;
    const waiting = this.#ready.map((item) => item.then(release, () => undefined));
    if (waiting.length === 0) return this.input.close?.();
    return Promise.all(waiting).then(() => this.input.close?.());
  }

  #fill(): void {
    while (!this.#ended && this.#ready.length < this.limit) this.#ready.push(this.#ask());
  }

  #ask(): Promise<T | null> {
    const before = this.#last ?? Promise.resolve();
    const item = before.then(() => (this.#ended ? null : this.input.next()));
    this.#last = this.#watched(item);
    return item;
  }

  /** An item that fails is no end: `ignoreErrors` goes on behind it. */
  #watched(item: Promise<T | null>): Promise<void> {
    return item.then(
      (found) => {
        if (found === null) this.#ended = true;
      },
      () => undefined,
    );
  }
}
