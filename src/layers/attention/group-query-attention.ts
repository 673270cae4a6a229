import * as tf from '@tensorflow/tfjs-core';
import type { SavedState } from '../../saving/saveable.js';
import { checkObject, checkPositiveInteger } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { uniqueName } from '../../support/names.js';
import { type Shape, showShape } from '../../support/shape.js';
import type { Shapes } from '../call.js';
import { contract } from '../contract.js';
import {
  HeadAttention,
  type HeadAttentionCallOptions,
  type HeadAttentionOptions,
  type Projected,
} from './head-attention.js';

/** Options of {@link GroupQueryAttention}. */
export interface GroupQueryAttentionOptions extends HeadAttentionOptions {
  /** The size of a head. */
  readonly headDim: number;
  /** The number of heads of the query. */
  readonly numQueryHeads: number;
  /** The number of heads of key and value, which divides that of the query. */
  readonly numKeyValueHeads: number;
}

const DEFINED_NAME = 'GroupedQueryAttention';

/**
 * Multi-head attention in which groups of query heads share a head of key and value (Ainslie et al., 2023).
 *
 * Called on query `[batch, queries, dim]` and value `[batch, values, dim]`, with key, masks, `useCausalMask` and
 * `returnAttentionScores` as options; output `[batch, queries, dim]`.
 * See https://keras.io/api/layers/attention_layers/group_query_attention/.
 *
 * @example
 * const x = tf.ones([2, 5, 8]);
 * const attention = new layers.GroupQueryAttention({ headDim: 4, numQueryHeads: 4, numKeyValueHeads: 2 });
 * attention(x, x).shape; // [2, 5, 8]
 */
export class GroupQueryAttention extends HeadAttention {
  readonly headDim: number;
  readonly numQueryHeads: number;
  readonly numKeyValueHeads: number;

  constructor(options: GroupQueryAttentionOptions) {
    checkObject('GroupQueryAttention', options, 'headDim');
    // Keras's class is called so, and exported under the shorter name.
    const name = options.name ?? uniqueName(DEFINED_NAME);
    super({ ...options, name }, ['headDim', 'numQueryHeads', 'numKeyValueHeads'], true);
    const where = this.className;
    this.headDim = checkPositiveInteger(where, 'headDim', options.headDim);
    this.numQueryHeads = checkPositiveInteger(where, 'numQueryHeads', options.numQueryHeads);
    this.numKeyValueHeads = checkPositiveInteger(where, 'numKeyValueHeads', options.numKeyValueHeads);
    if (this.numQueryHeads % this.numKeyValueHeads !== 0) {
      throw new ValueError(
        `${where}: numQueryHeads must be a multiple of numKeyValueHeads; received ${this.numQueryHeads} and ${this.numKeyValueHeads}.`,
      );
    }
  }

  override build(inputShape: Shapes): void {
    const [query, value, key] = this.checkShapes(inputShape);
    const heads = (name: string, shape: Shape, count: number, activation?: string) => {
      const layer = this.projection(name, {
        equation: 'btm,mnh->btnh',
        outputShape: [null, count, this.headDim],
        biasAxes: 'nh',
        activation,
      });
      layer.build(shape);
      return layer;
    };
    this.queryDense = heads('query', query, this.numQueryHeads);
    this.keyDense = heads('key', key, this.numKeyValueHeads);
    if (this.useGate) this.gateDense = heads('gate', query, this.numQueryHeads, 'sigmoid');
    this.valueDense = heads('value', value, this.numKeyValueHeads);
    this.outputDense = this.projection('attention_output', {
      equation: 'btnh,nhm->btm',
      outputShape: [null, query.at(-1) ?? null],
      biasAxes: 'm',
    });
    this.outputDense.build([...query.slice(0, -1), this.numQueryHeads, this.headDim]);
  }

  protected override attend(
    { query, key, value }: Projected,
    mask: tf.Tensor | null,
    options: HeadAttentionCallOptions,
  ): readonly [tf.Tensor, tf.Tensor] {
    const [batch, queries, count, size] = query.shape as [number, number, number, number];
    const groups = this.numKeyValueHeads;
    const values = key.shape[1] as number;
    const scaled = tf.mul(query, 1 / Math.sqrt(this.headDim));
    // The query heads of one group lie side by side: axes group and place in the group.
    const grouped = tf.reshape(scaled, [batch, queries, groups, count / groups, size]);
    const scores = tf.reshape(contract('bqgrh,bkgh->bgrqk', grouped, key), [batch, count, queries, values]);
    const zeroRows = this.dropout > 0 || options.returnAttentionScores === true;
    const weights = this.softmax(scores, mask, 1, zeroRows);
    const dropped = tf.reshape(this.drop(weights, options.training), [
      batch,
      groups,
      count / groups,
      queries,
      values,
    ]);
    return [tf.reshape(contract('bgrqk,bkgh->bqgrh', dropped, value), query.shape), weights];
  }

  protected override scoresShape(query: Shape, value: Shape): Shape {
    return [query[0] ?? null, this.numQueryHeads, query[1] ?? null, value[1] ?? null];
  }

  override computeOutputShape(inputShape: Shapes): Shape {
    const [query, value] = this.checkShapes(inputShape);
    if (query.at(-1) === value.at(-1)) return query;
    throw new ShapeError(
      `${this.className} ${this.name}: expected the same last size of query and value; received ${showShape(query)} and ${showShape(value)}.`,
    );
  }

  /** Keras exports the class under its public name only. */
  get definedName(): string {
    return DEFINED_NAME;
  }

  /** Keras has the projections in private attributes. */
  override savedState(): SavedState {
    const state = super.savedState();
    const parts = Object.entries(state.parts).map(([name, part]) => [`_${name}`, part] as const);
    return { ...state, parts: Object.fromEntries(parts) };
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      head_dim: this.headDim,
      num_query_heads: this.numQueryHeads,
      num_key_value_heads: this.numKeyValueHeads,
    };
  }
}
