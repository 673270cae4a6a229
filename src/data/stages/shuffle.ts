import { makeDefaultSeed, RandomStream, SeedGenerator } from '../../backends/random.js';
import { formatCount } from '../../display/format/number.js';
import { checkInterrupt } from '../../support/interrupt.js';
import { release } from '../element.js';
import type { Stage } from '../stage.js';
import { drive } from '../stream.js';

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
    open() {
      const stream = input.open();
      const random = new RandomStream(nextSeed());
      const buffer: T[] = [];
      let ended = false;
      function* fill(): Generator<unknown, void, unknown> {
        while (!ended && buffer.length < size) {
          const item = (yield stream.next()) as T | null;
          if (item === null) ended = true;
          else buffer.push(item);
          if ((buffer.length & 0x3ff) === 0) checkInterrupt();
        }
      }
      const draw = (): T | null => {
        if (buffer.length === 0) return null;
        const index = random.integer(buffer.length);
        const item = buffer[index] as T;
        const last = buffer.pop() as T;
        if (index < buffer.length) buffer[index] = last;
        return item;
      };
      return {
        next() {
          if (ended || buffer.length >= size) return draw();
          const filled = drive(fill());
          return filled instanceof Promise ? filled.then(draw) : draw();
        },
        close() {
          for (const item of buffer) release(item);
          buffer.length = 0;
          ended = true;
          return stream.close?.();
        },
      };
    },
  };
}
