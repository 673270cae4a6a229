import { makeDefaultSeed, SeedGenerator } from '../backends/random.js';
import { checkNaturalNumber } from '../support/check.js';
import { isKerasConfig } from '../support/registry.js';
import { Initializer } from './initializer.js';

/** Options of random initializers. */
export interface RandomOptions {
  /** A number gives the same values at each call, a generator goes on; drawn once if it is left out. */
  readonly seed?: number | SeedGenerator | null;
}

/** What initializers with random values have in common: as in Keras, one instance gives the same values again. */
export abstract class RandomInitializer extends Initializer {
  readonly seed: number | SeedGenerator;
  private readonly givenSeed: number | SeedGenerator | null;

  constructor(seed: RandomOptions['seed']) {
    super();
    const given = isKerasConfig(seed) ? fromSaved(seed.config) : (seed ?? null);
    if (given !== null && !(given instanceof SeedGenerator))
      checkNaturalNumber(new.target.className, 'seed', given);
    this.givenSeed = given;
    this.seed = given ?? makeDefaultSeed();
  }

  override getConfig(): Record<string, unknown> {
    const { givenSeed } = this;
    if (!(givenSeed instanceof SeedGenerator)) return { seed: givenSeed };
    return {
      seed: { module: 'keras.random', class_name: 'SeedGenerator', config: { seed: givenSeed.seed } },
    };
  }
}

function fromSaved(config: Readonly<Record<string, unknown>> | undefined): SeedGenerator {
  return new SeedGenerator(config?.['seed'] as number | undefined);
}
