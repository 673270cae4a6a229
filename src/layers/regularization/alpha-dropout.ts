import * as tf from '@tensorflow/tfjs-core';
import { bernoulliMask, type SeedGenerator } from '../../backends/random.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import type { CallOptions, Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { noiseShapeFor } from '../noise-shape.js';

/** Options of {@link AlphaDropout}. */
export interface AlphaDropoutOptions extends LayerOptions {
  /** The share of the values that are dropped, in [0, 1]. */
  readonly rate: number;
  /** The shape of what is drawn; where a size is 1, one draw counts for the whole axis. The input's by default. */
  readonly noiseShape?: Shape | null | undefined;
  /** Makes the draws repeatable. */
  readonly seed?: number | null | undefined;
}

/** What a dropped value becomes: the limit of selu for large negative values. */
const DROPPED = -1.6732632423543772 * 1.0507009873554805;

/**
 * Dropout for networks with `selu`: while training, a random share of the values is set to selu's lower limit, and all
 * are scaled so that mean and variance stay (Klambauer et al., 2017).
 * See https://keras.io/api/layers/regularization_layers/alpha_dropout/.
 *
 * @example
 * new layers.AlphaDropout({ rate: 0.1 })(tf.ones([2, 4]), { training: true });
 */
export class AlphaDropout extends Layer {
  readonly rate: number;
  readonly noiseShape: Shape | null;
  readonly seed: number | null;
  readonly #generator: SeedGenerator;

  constructor(options: AlphaDropoutOptions) {
    checkOptions('AlphaDropout', options, [...LAYER_OPTIONS, 'rate', 'noiseShape', 'seed']);
    super(options);
    this.rate = checkRange('AlphaDropout', 'rate', options.rate, 0, 1);
    this.noiseShape = options.noiseShape ?? null;
    this.seed = options.seed ?? null;
    this.#generator = this.addSeedGenerator(this.seed);
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor, { training = false }: CallOptions = {}): tf.Tensor {
    const { rate } = this;
    if (!training || rate === 0) return inputs;
    return tf.tidy(() => {
      const kept = bernoulliMask(noiseShapeFor(this, inputs), 1 - rate, this.#generator);
      const scale = ((1 - rate) * (1 + rate * DROPPED ** 2)) ** -0.5;
      const mixed = tf.add(tf.mul(inputs, kept), tf.mul(DROPPED, tf.sub(1, kept)));
      return tf.add(tf.mul(mixed, scale), -scale * DROPPED * rate);
    });
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), rate: this.rate, seed: this.seed, noise_shape: this.noiseShape };
  }
}
