import { checkObject } from '../support/check.js';
import { Adam, type AdamOptions } from './adam.js';
import { asOptions, type LearningRate } from './optimizer.js';

/** Options of {@link AdamW}. */
export interface AdamWOptions extends AdamOptions {
  /** Each step makes the weights smaller by this share times the learning rate; 0.004 by default. */
  readonly weightDecay?: number;
}

/**
 * Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019). Learning rate 0.001 by default.
 *
 * Source: https://keras.io/api/optimizers/adamw/
 *
 * @example
 * model.compile({ optimizer: new optimizers.AdamW({ weightDecay: 0.01 }), loss: 'meanSquaredError' });
 */
export class AdamW extends Adam {
  constructor(given: AdamWOptions = {}) {
    const { weightDecay = 0.004, ...options } = checkObject('AdamW', given, 'learningRate');
    super({ ...options, weightDecay });
  }
}

/** Makes an {@link AdamW}; a number is the learning rate. */
export const adamw = (options?: AdamWOptions | LearningRate) => new AdamW(asOptions(options));
