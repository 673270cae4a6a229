import { makeDefaultSeed, RandomStream, SeedGenerator } from '../../backends/random.js';
import { formatCount } from '../../display/format/number.js';
import { checkInterrupt } from '../../support/interrupt.js';
import { release } from '../element.js';
import type { Stage } from '../stage.js';
import type { Awaitable, Stream } from '../stream.js';

export interface ShuffleOptions {
  /** Fixes the order; drawn from the global random stream otherwise. */
  readonly seed?: number | null | undefined;
  /** True (the default): another order each time the dataset is read. */
  readonly reshuffleEachIteration?: boolean | undefined;
}

/** A buffer of `size` items, from which one is drawn at random and replaced by the next. */
export function shuffle<T>(input: Stage<T>, size: number, options: ShuffleOptions = {}): Stage<T> {
  const { seed, reshuffleEachIteration = true } = options;
  const orders = seed == null ? undefined : new SeedGenerator(seed);
  let fixed: number | undefined;
  const nextSeed = () => {
    if (!reshuffleEachIteration && fixed !== undefined) return fixed;
    fixed = orders ? orders.next() : makeDefaultSeed();
    return fixed;
  };
  return {
    name: 'shuffle',
    details: `buffer ${formatCount(size)}${seed == null ? '' : `, seed ${seed}`}`,
    cardinality: input.cardinality,
    spec: input.spec,
    open: () => new Shuffled(input.open(), size, nextSeed()),
  };
}

class Shuffled<T> implements Stream<T> {
  readonly #random: RandomStream;
  readonly #buffer: T[] = [];
  #ended = false;

  constructor(
    private readonly input: Stream<T>,
    private readonly size: number,
    seed: number,
  ) {
    this.#random = new RandomStream(seed);
  }

  next(): Awaitable<T | null> {
    while (this.#wanting) {
      const item = this.input.next();
      if (item instanceof Promise) return this.#wait(item);
      this.#put(item);
    }
    return this.#draw();
  }

  close() {
    for (const item of this.#buffer) release(item);
    this.#buffer.length = 0;
    this.#ended = true;
    return this.input.close?.();
  }

  get #wanting(): boolean {
    return !this.#ended && this.#buffer.length < this.size;
  }

  async #wait(first: Promise<T | null>): Promise<T | null> {
    this.#put(await first);
    while (this.#wanting) {
      checkInterrupt();
      this.#put(await this.input.next());
    }
    return this.#draw();
  }

  #put(item: T | null): void {
    if (item === null) this.#ended = true;
    else this.#buffer.push(item);
    if ((this.#buffer.length & 0x3ff) === 0) checkInterrupt();
  }

  #draw(): T | null {
    const buffer = this.#buffer;
    if (buffer.length === 0) return null;
    const index = this.#random.integer(buffer.length);
    const item = buffer[index] as T;
    const last = buffer.pop() as T;
    if (index < buffer.length) buffer[index] = last;
    return item;
  }
}
