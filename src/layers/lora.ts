import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../backends/variable.js';
import type { InitializerId } from '../initializers/index.js';
import type { SavedState } from '../saving/saveable.js';
import { checkNumber, checkOptions, checkPositiveInteger } from '../support/check.js';
import { spendWeights } from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import type { LayerState } from './layer-state.js';
import type { WeightSettings } from './weight-settings.js';

/** How many numbers the matrices of a file's smallest layers may have. */
const SMALL_LAYER = 1024;

/** Options of layers whose weight can be adapted. */
export interface LoraLayerOptions {
  /** Trains two small matrices in place of the weight, from the build on: see `enableLora`. */
  readonly loraRank?: number | null | undefined;
  /** Their product counts `loraAlpha / loraRank` times; the rank by default. */
  readonly loraAlpha?: number | null | undefined;
}

/** The names of {@link LoraLayerOptions}. */
export const LORA_OPTIONS = ['loraRank', 'loraAlpha'];

/** Options of `enableLora`. */
export interface EnableLoraOptions {
  /** The product counts `loraAlpha / rank` times; the rank by default. */
  readonly loraAlpha?: number | null | undefined;
  /** 'heUniform' by default. */
  readonly aInitializer?: InitializerId | undefined;
  /** 'zeros' by default: the layer computes what it computed before. */
  readonly bInitializer?: InitializerId | undefined;
}

/**
 * The low-rank adaptation of a layer's weight: the weight is frozen, and a product of two small matrices that train is
 * added to it. Files have the sum, and the matrices begin at zero where they are loaded, as in Keras.
 * Source: https://arxiv.org/abs/2106.09685.
 */
export class Lora {
  rank: number | null;
  alpha: number | null;
  #weight: Variable | null = null;
  #matrices: readonly [weight: Variable, a: Variable, b: Variable] | null = null;

  /** `name`: what the weight is called, as 'kernel'. */
  constructor(
    private readonly layer: LayerState,
    private readonly name: string,
    private readonly settings: WeightSettings,
    { loraRank, loraAlpha }: LoraLayerOptions,
  ) {
    this.rank = loraRank == null ? null : checkPositiveInteger(layer.className, 'loraRank', loraRank);
    this.alpha = loraAlpha == null ? this.rank : checkAlpha(layer.className, loraAlpha);
  }

  get enabled(): boolean {
    return this.#matrices !== null;
  }

  /** At the end of a build: takes the weight, and begins where the layer was made with a rank. */
  begin(weight: Variable): void {
    this.#weight = weight;
    if (this.rank !== null) this.enable(this.rank, { loraAlpha: this.alpha });
  }

  enable(rank: number, options: EnableLoraOptions = {}): void {
    const weight = this.#weight;
    const { layer, name } = this;
    const where = `${layer.className} ${layer.name}: enableLora`;
    checkPositiveInteger(where, 'rank', rank);
    const { loraAlpha, aInitializer, bInitializer } = checkOptions(where, options, [
      'loraAlpha',
      'aInitializer',
      'bInitializer',
    ]);
    if (weight === null) {
      throw new ValueError(`${where} expected a layer that is built; it has no weights yet.`, {
        fix: 'call build([null, 784]) with the input shape, or loraRank as an option of the layer',
      });
    }
    if (this.enabled)
      throw new ValueError(`${where} expected a layer without it; it has rank ${this.rank} already.`);
    if (this.settings.constraint !== null)
      throw new ValueError(`${where} expected a ${name} without a constraint, which would not see the sum.`);
    const { regularizer } = this.settings;
    const last = weight.shape.at(-1) as number;
    // A file's weights are counted, and the matrices are not among them.
    const size = (weight.size / last) * rank + rank * last;
    spendWeights(where, -Math.min(size, 2 * weight.size + SMALL_LAYER));
    const a = layer.addWeight({
      name: `lora_${name}_a`,
      shape: [...weight.shape.slice(0, -1), rank],
      initializer: aInitializer ?? 'heUniform',
      regularizer,
    });
    const b = layer.addWeight({
      name: `lora_${name}_b`,
      shape: [rank, last],
      initializer: bInitializer ?? 'zeros',
      regularizer,
    });
    weight.trainable = false;
    this.rank = rank;
    this.alpha = loraAlpha == null ? rank : checkAlpha(where, loraAlpha);
    this.#matrices = [weight, a, b];
  }

  /** The weight with what was learned. */
  adapted(weight: Variable): tf.Tensor {
    if (this.#matrices === null) return weight;
    const [, a, b] = this.#matrices;
    const rank = this.rank as number;
    const product = tf.matMul(tf.reshape(a, [-1, rank]) as tf.Tensor2D, b as tf.Tensor as tf.Tensor2D);
    return tf.add(weight, tf.reshape(tf.mul(product, (this.alpha as number) / rank), weight.shape));
  }

  /** What is saved of the layer. */
  saved(state: SavedState): SavedState {
    if (this.#matrices === null) return state;
    const [weight, ...matrices] = this.#matrices;
    return {
      ...state,
      variables: state.variables.filter((variable) => !matrices.includes(variable)),
      adapter: { weight, matrices, merged: () => tf.tidy(() => this.adapted(weight)) },
    };
  }

  /** Keras's saved form. */
  config(): Record<string, unknown> {
    return this.rank === null ? {} : { lora_rank: this.rank, lora_alpha: this.alpha };
  }
}

function checkAlpha(where: string, alpha: number): number {
  return checkNumber(where, 'loraAlpha', alpha, 'a finite number', Number.isFinite);
}
