import type * as tf from '@tensorflow/tfjs-core';
import { uniform } from '../backends/random.js';
import { checkOptions } from '../support/check.js';
import type { KnownShape } from '../support/shape.js';
import { RandomInitializer, type RandomOptions } from './random-initializer.js';

/** Options of {@link RandomUniform}. */
export interface RandomUniformOptions extends RandomOptions {
  /** The lowest value, -0.05 by default. */
  readonly minval?: number;
  /** Above the highest value, 0.05 by default. */
  readonly maxval?: number;
}

/** Values spread evenly over [minval, maxval). */
export class RandomUniform extends RandomInitializer {
  readonly minval: number;
  readonly maxval: number;

  constructor(options: RandomUniformOptions = {}) {
    checkOptions('RandomUniform', options, ['minval', 'maxval', 'seed']);
    super(options.seed);
    this.minval = options.minval ?? -0.05;
    this.maxval = options.maxval ?? 0.05;
  }

  override call(shape: KnownShape): tf.Tensor {
    return uniform(shape, this.minval, this.maxval, this.seed);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), minval: this.minval, maxval: this.maxval };
  }
}

/** Makes a {@link RandomUniform}. */
export const randomUniform = (options?: RandomUniformOptions) => new RandomUniform(options);
