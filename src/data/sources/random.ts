import { makeDefaultSeed, RandomStream, SeedGenerator } from '../../backends/random.js';
import type { Element } from '../element.js';
import { int32Scalar } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { INTEGER } from '../tensor-spec.js';

/** Options of `Dataset.random`. */
export interface RandomOptions {
  /** Fixes the numbers; drawn from the global random stream otherwise. */
  readonly seed?: number | null | undefined;
  /** True: other numbers in each reading. False (the default): the same ones. */
  readonly rerandomizeEachIteration?: boolean | undefined;
}

/** Random integers in [0, 2^31), without end. */
export function random({ seed, rerandomizeEachIteration = false }: RandomOptions): Stage<Element> {
  const first = seed ?? makeDefaultSeed();
  const seeds = new SeedGenerator(first);
  return {
    name: 'random',
    details: seed == null ? '' : `seed ${seed}`,
    cardinality: Number.POSITIVE_INFINITY,
    spec: () => INTEGER,
    open() {
      const stream = new RandomStream(rerandomizeEachIteration ? seeds.next() : first);
      return { next: () => int32Scalar(stream.bits() >>> 1) };
    },
  };
}
