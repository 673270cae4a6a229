import * as tf from '@tensorflow/tfjs-core';
import type { SeedGenerator } from '../../backends/random.js';
import type { Variable } from '../../backends/variable.js';
import { checkChoice, checkOptions, checkRange } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import { type CallOptions, isShape, type Shapes } from '../call.js';
import { dropoutMask } from '../dropout-mask.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import type { Masks } from '../mask.js';
import { type SymbolicInputs, SymbolicTensor } from '../symbolic-tensor.js';
import { bothMasks, causalMask } from './attention-masks.js';

/** Options of {@link Attention}. */
export interface AttentionOptions extends LayerOptions {
  /** True: the scores are scaled by a weight. False by default. */
  readonly useScale?: boolean | undefined;
  /** 'dot', the default: the product of query and key. 'concat': the tanh of their sum. */
  readonly scoreMode?: 'dot' | 'concat' | undefined;
  /** The share of the scores that training drops; 0 by default. */
  readonly dropout?: number | undefined;
  /** For dropout. */
  readonly seed?: number | null | undefined;
}

/** Options of the call of {@link Attention}. */
export interface AttentionCallOptions extends CallOptions {
  /** The masks of query, value and key, each `[batch, time]` or null. */
  readonly mask?: Masks | undefined;
  /** True: gives `[output, scores]`. False by default. */
  readonly returnAttentionScores?: boolean;
  /** True: a position sees itself and those before it only. False by default. */
  readonly useCausalMask?: boolean;
}

/** An attention layer is called on `[query, value]` or `[query, value, key]`. */
export interface Attention {
  (
    inputs: readonly SymbolicTensor[],
    options: AttentionCallOptions & { readonly returnAttentionScores: true },
  ): [output: SymbolicTensor, scores: SymbolicTensor];
  (
    inputs: readonly tf.Tensor[],
    options: AttentionCallOptions & { readonly returnAttentionScores: true },
  ): [output: tf.Tensor, scores: tf.Tensor];
  (inputs: readonly SymbolicTensor[], options?: AttentionCallOptions): SymbolicTensor;
  (inputs: readonly tf.Tensor[], options?: AttentionCallOptions): tf.Tensor;
}

/**
 * Dot-product attention (Luong et al., 2015): for each position of the query the mean of the values, weighted by the
 * softmax of how well the keys fit.
 *
 * Inputs: a list of query `[batch, queries, dim]`, value `[batch, values, dim]` and, if it is not the value, key
 * `[batch, values, dim]`; output `[batch, queries, dim]`. Positions of the value that are masked count nothing, the output
 * is zero where the query is masked. See https://keras.io/api/layers/attention_layers/attention/.
 *
 * @example
 * new layers.Attention()([tf.ones([2, 4, 8]), tf.ones([2, 6, 8])]).shape; // [2, 4, 8]
 */
export class Attention extends Layer {
  readonly useScale: boolean;
  readonly scoreMode: 'dot' | 'concat';
  readonly dropout: number;
  readonly seed: number | null;
  scale: Variable | null = null;
  concatScoreWeight: Variable | null = null;
  readonly #generator: SeedGenerator;

  constructor(options: AttentionOptions = {}) {
    const where = new.target.className;
    checkOptions(where, options, [...LAYER_OPTIONS, 'useScale', 'scoreMode', 'dropout', 'seed']);
    super(options);
    this.useScale = options.useScale ?? false;
    this.scoreMode = checkChoice(where, 'scoreMode', options.scoreMode ?? 'dot', ['dot', 'concat']);
    this.dropout = checkRange(where, 'dropout', options.dropout ?? 0, 0, 1);
    this.seed = options.seed ?? null;
    this.#generator = this.addSeedGenerator(this.seed);
  }

  override build(inputShape: Shapes): void {
    this.checkShapes(inputShape);
    if (this.useScale) this.scale = this.addWeight({ name: 'scale', shape: [], initializer: 'ones' });
    if (this.scoreMode === 'concat') {
      this.concatScoreWeight = this.addWeight({
        name: 'concat_score_weight',
        shape: [],
        initializer: 'ones',
      });
    }
  }

  /** How well each key fits each query: `[batch, queries, values]`. */
  protected scores(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
    if (this.concatScoreWeight === null) {
      const scores = tf.matMul(query, key, false, true);
      return this.scale === null ? scores : tf.mul(scores, this.scale);
    }
    const sums = tf.add(tf.expandDims(query, -2), tf.expandDims(key, -3));
    const scaled = this.scale === null ? sums : tf.mul(sums, this.scale);
    return tf.mul(tf.sum(tf.tanh(scaled), -1), this.concatScoreWeight);
  }

  override call(
    inputs: readonly tf.Tensor[],
    options: AttentionCallOptions = {},
  ): tf.Tensor | [tf.Tensor, tf.Tensor] {
    const [query, value, key = value] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor?];
    const [queryMask, valueMask] = this.#masks(options.mask ?? null);
    return tf.tidy(() => {
      const scores = this.scores(query, key);
      const [queries, values] = scores.shape.slice(-2) as [number, number];
      const causal = options.useCausalMask ? causalMask(queries, values) : null;
      const seen = bothMasks(valueMask === null ? null : tf.expandDims(valueMask, -2), causal);
      const visible = seen === null ? scores : tf.where(tf.cast(seen, 'bool'), scores, tf.sub(scores, 1e9));
      const weights = this.#drop(tf.softmax(visible), options.training ?? false);
      const mixed = tf.matMul(weights, value);
      const output =
        queryMask === null
          ? mixed
          : tf.where(tf.cast(tf.expandDims(queryMask, -1), 'bool'), mixed, tf.zerosLike(mixed));
      return options.returnAttentionScores ? [output, weights] : output;
    });
  }

  #drop(weights: tf.Tensor, training: boolean): tf.Tensor {
    if (!training || this.dropout === 0) return weights;
    return tf.mul(weights, dropoutMask(weights.shape, this.dropout, this.#generator));
  }

  #masks(mask: Masks): [query: tf.Tensor | null, value: tf.Tensor | null] {
    if (mask === null) return [null, null];
    if (!Array.isArray(mask) || mask.length < 2 || mask.length > 3) {
      throw new ValueError(`${this.className} ${this.name}: mask must be a list [queryMask, valueMask].`);
    }
    return [mask[0] ?? null, mask[1] ?? null];
  }

  /** The shapes of query, value and key, or a ValueError. */
  protected checkShapes(inputShape: Shapes): readonly [Shape, Shape, Shape] {
    if (isShape(inputShape) || !Array.isArray(inputShape) || inputShape.length < 2 || inputShape.length > 3) {
      throw new ValueError(
        `${this.className} ${this.name}: expected a list [query, value] or [query, value, key]; received ${isShape(inputShape) ? 'one tensor' : 'another list'}.`,
        { fix: `new layers.${this.className}()([query, value])` },
      );
    }
    const [query, value, key = value] = inputShape as [Shape, Shape, Shape?];
    return [query, value, key];
  }

  override computeMask(_inputs: readonly tf.Tensor[], mask: Masks): Masks {
    return this.#masks(mask)[0];
  }

  override computeOutputShape(inputShape: Shapes): Shape {
    const [query, value] = this.checkShapes(inputShape);
    return [...query.slice(0, -1), value.at(-1) ?? null];
  }

  override computeOutputSpec(inputs: SymbolicInputs, options: AttentionCallOptions = {}): SymbolicInputs {
    const shapes = (inputs as SymbolicTensor[]).map(({ shape }) => shape);
    const output = new SymbolicTensor({ shape: this.computeOutputShape(shapes), dtype: this.dtype });
    if (!options.returnAttentionScores) return output;
    const [query, , key] = this.checkShapes(shapes);
    const shape = [...query.slice(0, -1), key.at(-2) ?? null];
    return [output, new SymbolicTensor({ shape, dtype: this.dtype })];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      use_scale: this.useScale,
      score_mode: this.scoreMode,
      dropout: this.dropout,
      seed: this.seed,
    };
  }
}
