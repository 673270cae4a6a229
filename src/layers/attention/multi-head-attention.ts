import * as tf from '@tensorflow/tfjs-core';
import { checkPositiveInteger, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { positiveAxis, type Shape } from '../../support/shape.js';
import type { Shapes } from '../call.js';
import { contract } from '../contract.js';
import { loseMask } from '../mask.js';
import {
  HeadAttention,
  type HeadAttentionCallOptions,
  type HeadAttentionOptions,
  type Projected,
} from './head-attention.js';

/** Options of {@link MultiHeadAttention}. */
export interface MultiHeadAttentionOptions extends HeadAttentionOptions {
  /** The number of heads. */
  readonly numHeads: number;
  /** The size of a head's query and key. */
  readonly keyDim: number;
  /** The size of a head's value; `keyDim` by default. */
  readonly valueDim?: number | null | undefined;
  /** The sizes of the output behind batch and time; the query's last size by default. */
  readonly outputShape?: number | readonly number[] | null | undefined;
  /** The axes that attention goes over; all but batch and features by default. */
  readonly attentionAxes?: number | readonly number[] | null | undefined;
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/**
 * Multi-head attention (Vaswani et al., 2017).
 *
 * Called on query `[batch, queries, dim]` and value `[batch, values, dim]`, with key, masks, `useCausalMask` and
 * `returnAttentionScores` as options; output `[batch, queries, dim]`. As in Keras, the masks of query, value and key end
 * here; the output has the query's. See https://keras.io/api/layers/attention_layers/multi_head_attention/.
 *
 * @example
 * const x = tf.ones([2, 5, 8]);
 * new layers.MultiHeadAttention({ numHeads: 2, keyDim: 4 })(x, x, { useCausalMask: true }).shape; // [2, 5, 8]
 */
export class MultiHeadAttention extends HeadAttention {
  readonly numHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly #outputShape: readonly number[] | null;
  readonly #axes: readonly number[] | null;

  constructor(options: MultiHeadAttentionOptions) {
    super(options, ['numHeads', 'keyDim', 'valueDim', 'outputShape', 'attentionAxes'], false);
    const where = this.className;
    this.numHeads = checkPositiveInteger(where, 'numHeads', options.numHeads);
    this.keyDim = checkPositiveInteger(where, 'keyDim', options.keyDim);
    this.valueDim = checkPositiveInteger(where, 'valueDim', options.valueDim ?? this.keyDim);
    this.#outputShape = integers(where, 'outputShape', options.outputShape);
    this.#axes = integers(where, 'attentionAxes', options.attentionAxes);
  }

  /** The axes that attention goes over; null for all but batch and features. */
  get attentionAxes(): readonly number[] | null {
    return this.#axes;
  }

  override build(inputShape: Shapes): void {
    const [query, value, key] = this.checkShapes(inputShape);
    const { numHeads, keyDim, valueDim } = this;
    const heads = (name: string, shape: Shape, size: number, activation?: string) => {
      const [batch, ...front] = LETTERS.slice(0, shape.length - 1);
      const [feature, head, part] = LETTERS.slice(shape.length - 1);
      const axes = [batch, ...front].join('');
      const layer = this.projection(name, {
        equation: `${axes}${feature},${feature}${head}${part}->${axes}${head}${part}`,
        outputShape: [...front.map(() => null), numHeads, size],
        biasAxes: `${head}${part}`,
        activation,
      });
      layer.build(shape);
      return layer;
    };
    this.queryDense = heads('query', query, keyDim);
    this.keyDense = heads('key', key, keyDim);
    if (this.useGate) this.gateDense = heads('gate', query, valueDim, 'sigmoid');
    this.valueDense = heads('value', value, valueDim);
    this.outputDense = this.#outputProjection(query);
  }

  #outputProjection(query: Shape) {
    const sizes = this.#outputShape ?? [query.at(-1) as number];
    const rank = query.length;
    const axes = LETTERS.slice(0, rank - 1).join('');
    const heads = LETTERS.slice(rank - 1, rank + 1).join('');
    const out = LETTERS.slice(rank + 1, rank + 1 + sizes.length).join('');
    const layer = this.projection('attention_output', {
      equation: `${axes}${heads},${heads}${out}->${axes}${out}`,
      outputShape: [...query.slice(1, -1).map(() => null), ...sizes],
      biasAxes: out,
    });
    layer.build([...query.slice(0, -1), this.numHeads, this.valueDim]);
    return layer;
  }

  override call(
    inputs: readonly tf.Tensor[],
    options: HeadAttentionCallOptions = {},
  ): tf.Tensor | [tf.Tensor, tf.Tensor] {
    const result = super.call(inputs, options);
    inputs.forEach(loseMask);
    return result;
  }

  protected override attend(
    { query, key, value }: Projected,
    mask: tf.Tensor | null,
    options: HeadAttentionCallOptions,
  ): readonly [tf.Tensor, tf.Tensor] {
    const { rank } = query;
    const axes = this.#attentionAxes(rank);
    const target = LETTERS.slice(0, rank);
    const source = target.map((letter, axis) =>
      axes.includes(axis) ? (LETTERS[rank + axis] as string) : letter,
    );
    const along = (letters: readonly string[]) => axes.map((axis) => letters[axis]);
    const batch = target.slice(0, -1).filter((_, axis) => !axes.includes(axis));
    const [from, to] = [target.join(''), source.join('')];
    const between = [...batch, ...along(target), ...along(source)].join('');
    const scaled = tf.mul(query, 1 / Math.sqrt(this.keyDim));
    const scores = contract(`${from},${to}->${between}`, scaled, key);
    // Keras's fused product gives a row in which all is masked the mean of the values; its other path gives zeros.
    const zeroRows = this.dropout > 0 || options.returnAttentionScores === true || rank !== 4;
    const weights = this.softmax(scores, mask, axes.length, zeroRows);
    const mixed = contract(`${between},${to}->${from}`, this.drop(weights, options.training), value);
    return [mixed, weights];
  }

  /** The axes that attention goes over, for heads of this rank. */
  #attentionAxes(rank: number): readonly number[] {
    if (this.#axes === null) return Array.from({ length: rank - 3 }, (_, i) => i + 1);
    return this.#axes.map((axis) => positiveAxis(`${this.className} ${this.name}`, axis, rank - 1));
  }

  protected override scoresShape(query: Shape, value: Shape): Shape {
    const rank = query.length + 1;
    const axes = this.#attentionAxes(rank);
    const batch = [...query.slice(0, -1), this.numHeads].filter((_, axis) => !axes.includes(axis));
    return [...batch, ...axes.map((axis) => query[axis] ?? null), ...axes.map((axis) => value[axis] ?? null)];
  }

  override computeOutputShape(inputShape: Shapes): Shape {
    const [query] = this.checkShapes(inputShape);
    return this.#outputShape === null ? query : [...query.slice(0, -1), ...this.#outputShape];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      num_heads: this.numHeads,
      key_dim: this.keyDim,
      value_dim: this.valueDim,
      output_shape: this.#outputShape,
      attention_axes: this.#axes,
    };
  }
}

/** An integer or a list of them as a list. */
function integers(where: string, what: string, value: unknown): readonly number[] | null {
  if (value === null || value === undefined) return null;
  const list = Array.isArray(value) ? value : [value];
  if (list.every(Number.isInteger)) return list as number[];
  throw new ValueError(
    `${where}: ${what} must be an integer or a list of integers; received ${show(value)}.`,
  );
}
