import * as tf from '@tensorflow/tfjs-core';
import { type SeedGenerator, uniform } from '../../../backends/random.js';
import type { Range } from './factor.js';
import {
  AUGMENTATION_OPTIONS,
  ImageAugmentation,
  type ImageAugmentationOptions,
} from './image-augmentation.js';

/** Options of the layers that draw. */
export interface RandomAugmentationOptions extends ImageAugmentationOptions {
  /** Makes the draws repeatable. */
  readonly seed?: number | null | undefined;
}

/** The names of {@link RandomAugmentationOptions}. */
export const RANDOM_OPTIONS: readonly string[] = [...AUGMENTATION_OPTIONS, 'seed'];

/** What the layers that draw have in common. */
export abstract class RandomAugmentation extends ImageAugmentation {
  readonly seed: number | null;
  readonly #generator: SeedGenerator;

  constructor(options: RandomAugmentationOptions) {
    super(options);
    this.seed = options.seed ?? null;
    this.#generator = this.addSeedGenerator(this.seed);
  }

  /** Its source of random numbers. */
  protected get generator(): SeedGenerator {
    return this.#generator;
  }

  /** Numbers spread evenly over a range. */
  protected uniform(shape: readonly number[], [lower, upper]: Range): tf.Tensor {
    return uniform([...shape], lower, upper, this.#generator);
  }

  /** For each image whether something happens to it, with a probability that is drawn from a range. */
  protected happens(batch: number, factor: Range): tf.Tensor {
    const probability = this.uniform([batch], factor);
    return tf.less(this.uniform([batch], [0, 1]), probability);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), seed: this.seed };
  }
}
