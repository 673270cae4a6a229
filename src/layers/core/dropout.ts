import * as tf from '@tensorflow/tfjs-core';
import { bernoulliMask, type SeedGenerator } from '../../backends/random.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import type { CallOptions, Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { noiseShapeFor } from '../noise-shape.js';

/** Options of {@link Dropout}. */
export interface DropoutOptions extends LayerOptions {
  /** The share of the values that are dropped, in [0, 1]. */
  readonly rate: number;
  /** The shape of what is drawn; where a size is 1, one draw counts for the whole axis. The input's by default. */
  readonly noiseShape?: Shape | null | undefined;
  /** Makes the draws repeatable. */
  readonly seed?: number | null | undefined;
}

/**
 * While training, sets a random share of the values to zero and makes the others larger by as much, so that the sum
 * stays; otherwise it does nothing. See https://keras.io/api/layers/regularization_layers/dropout/.
 *
 * @example
 * new layers.Dropout({ rate: 0.5 })(tf.ones([2, 4]), { training: true });
 */
export class Dropout extends Layer {
  readonly rate: number;
  readonly noiseShape: Shape | null;
  readonly seed: number | null;
  readonly #generator: SeedGenerator;

  constructor(options: DropoutOptions) {
    checkOptions('Dropout', options, [...LAYER_OPTIONS, 'rate', 'noiseShape', 'seed']);
    super(options);
    this.rate = checkRange('Dropout', 'rate', options.rate, 0, 1);
    this.noiseShape = options.noiseShape ?? null;
    this.seed = options.seed ?? null;
    this.#generator = this.addSeedGenerator(this.seed);
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor, { training = false }: CallOptions = {}): tf.Tensor {
    if (!training || this.rate === 0) return inputs;
    if (this.rate === 1) return tf.zerosLike(inputs);
    const keep = 1 - this.rate;
    const mask = bernoulliMask(noiseShapeFor(this, inputs), keep, this.#generator);
    return tf.mul(tf.div(inputs, keep), mask);
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), rate: this.rate, seed: this.seed, noise_shape: this.noiseShape };
  }
}
