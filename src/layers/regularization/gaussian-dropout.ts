import * as tf from '@tensorflow/tfjs-core';
import { normal, type SeedGenerator } from '../../backends/random.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { CallOptions, Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link GaussianDropout}. */
export interface GaussianDropoutOptions extends LayerOptions {
  /** As strong as dropout at this rate, in [0, 1): the noise has the deviation sqrt(rate / (1 - rate)). */
  readonly rate: number;
  /** Makes the draws repeatable. */
  readonly seed?: number | null | undefined;
}

/**
 * While training, multiplies by normal noise of mean 1; otherwise it does nothing.
 * See https://keras.io/api/layers/regularization_layers/gaussian_dropout/.
 *
 * @example
 * new layers.GaussianDropout({ rate: 0.2 })(tf.ones([2, 4]), { training: true });
 */
export class GaussianDropout extends Layer {
  readonly rate: number;
  readonly seed: number | null;
  readonly #generator: SeedGenerator;

  constructor(options: GaussianDropoutOptions) {
    checkOptions('GaussianDropout', options, [...LAYER_OPTIONS, 'rate', 'seed']);
    super(options);
    this.rate = checkRange('GaussianDropout', 'rate', options.rate, 0, 1);
    this.seed = options.seed ?? null;
    this.#generator = this.addSeedGenerator(this.seed);
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor, { training = false }: CallOptions = {}): tf.Tensor {
    if (!training || this.rate === 0) return inputs;
    const deviation = Math.sqrt(this.rate / (1 - this.rate));
    return tf.tidy(() => tf.mul(inputs, normal(inputs.shape, 1, deviation, this.#generator)));
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), rate: this.rate, seed: this.seed };
  }
}
