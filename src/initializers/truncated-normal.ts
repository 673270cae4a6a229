import type * as tf from '@tensorflow/tfjs-core';
import { truncatedNormal as draw } from '../backends/random.js';
import { checkOptions } from '../support/check.js';
import type { KnownShape } from '../support/shape.js';
import { RandomInitializer, type RandomOptions } from './random-initializer.js';

/** Options of {@link TruncatedNormal}. */
export interface TruncatedNormalOptions extends RandomOptions {
  /** 0 by default. */
  readonly mean?: number;
  /** 0.05 by default. */
  readonly stddev?: number;
}

/** A normal distribution without what lies beyond two standard deviations, which is drawn again. */
export class TruncatedNormal extends RandomInitializer {
  readonly mean: number;
  readonly stddev: number;

  constructor(options: TruncatedNormalOptions = {}) {
    checkOptions('TruncatedNormal', options, ['mean', 'stddev', 'seed']);
    super(options.seed);
    this.mean = options.mean ?? 0;
    this.stddev = options.stddev ?? 0.05;
  }

  override call(shape: KnownShape): tf.Tensor {
    return draw(shape, this.mean, this.stddev, this.seed);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), mean: this.mean, stddev: this.stddev };
  }
}

/** Makes a {@link TruncatedNormal}. */
export const truncatedNormal = (options?: TruncatedNormalOptions) => new TruncatedNormal(options);
