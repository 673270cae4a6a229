import * as tf from '@tensorflow/tfjs-core';
import { normal, type SeedGenerator } from '../../backends/random.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { CallOptions, Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link GaussianNoise}. */
export interface GaussianNoiseOptions extends LayerOptions {
  /** The noise's standard deviation, in [0, 1]. */
  readonly stddev: number;
  /** Makes the draws repeatable. */
  readonly seed?: number | null | undefined;
}

/**
 * While training, adds normal noise of mean 0; otherwise it does nothing.
 * See https://keras.io/api/layers/regularization_layers/gaussian_noise/.
 *
 * @example
 * new layers.GaussianNoise({ stddev: 0.1 })(tf.ones([2, 4]), { training: true });
 */
export class GaussianNoise extends Layer {
  readonly stddev: number;
  readonly seed: number | null;
  readonly #generator: SeedGenerator;

  constructor(options: GaussianNoiseOptions) {
    checkOptions('GaussianNoise', options, [...LAYER_OPTIONS, 'stddev', 'seed']);
    super(options);
    this.stddev = checkRange('GaussianNoise', 'stddev', options.stddev, 0, 1);
    this.seed = options.seed ?? null;
    this.#generator = this.addSeedGenerator(this.seed);
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor, { training = false }: CallOptions = {}): tf.Tensor {
    if (!training || this.stddev === 0) return inputs;
    return tf.tidy(() => tf.add(inputs, normal(inputs.shape, 0, this.stddev, this.#generator)));
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), stddev: this.stddev, seed: this.seed };
  }
}
