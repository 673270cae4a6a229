import * as tf from '@tensorflow/tfjs-core';
import type { SeedGenerator } from '../../backends/random.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { Initializer, InitializerId } from '../../initializers/index.js';
import { RandomInitializer } from '../../initializers/random-initializer.js';
import { get as getRegularizer, type Regularizer, type RegularizerId } from '../../regularizers/index.js';
import { checkOptions, checkPositiveInteger, checkRange } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { camelCaseKeys } from '../../support/names.js';
import { toKerasConfig } from '../../support/registry.js';
import { type Shape, showShape } from '../../support/shape.js';
import { isContainer } from '../../support/structure.js';
import { type CallOptions, isShape, type Shapes } from '../call.js';
import { EinsumDense, type EinsumDenseOptions } from '../core/einsum-dense.js';
import { dropoutMask } from '../dropout-mask.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { getMask, type Masks } from '../mask.js';
import { type SymbolicInputs, SymbolicTensor } from '../symbolic-tensor.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';
import { bothMasks, causalMask, slidingWindowMask } from './attention-masks.js';

/** Options of attention layers with heads. */
export interface HeadAttentionOptions extends LayerOptions {
  /** The share of the scores that training drops; 0 by default. */
  readonly dropout?: number | undefined;
  /** True by default. */
  readonly useBias?: boolean | undefined;
  /** True: a projection of the query, through a sigmoid, is multiplied with the heads' outputs. False by default. */
  readonly useGate?: boolean | undefined;
  /** A position sees only those nearer than this many steps; all by default. */
  readonly slidingWindow?: number | null | undefined;
  /** 'glorotUniform' by default. */
  readonly kernelInitializer?: InitializerId | undefined;
  /** 'zeros' by default. */
  readonly biasInitializer?: InitializerId | undefined;
  readonly kernelRegularizer?: RegularizerId | null | undefined;
  readonly biasRegularizer?: RegularizerId | null | undefined;
  readonly kernelConstraint?: ConstraintId | null | undefined;
  readonly biasConstraint?: ConstraintId | null | undefined;
  /** For dropout. */
  readonly seed?: number | null | undefined;
}

/** The names of the options of {@link HeadAttentionOptions} that are not every layer's. */
const HEAD_ATTENTION_OPTIONS = [
  'dropout',
  'useBias',
  'useGate',
  'slidingWindow',
  'seed',
  ...weightOptionNames('kernel'),
  ...weightOptionNames('bias'),
];

/** Options of the call of an attention layer with heads. */
export interface HeadAttentionCallOptions<T = tf.Tensor> extends CallOptions {
  /** Where it is not the second argument. */
  readonly value?: T;
  /** The value by default. */
  readonly key?: T | null;
  /** `[batch, queries]`; the query's own mask by default. */
  readonly queryMask?: T | null;
  /** `[batch, values]`; the value's own mask by default. */
  readonly valueMask?: T | null;
  /** `[batch, values]`; the key's own mask by default. */
  readonly keyMask?: T | null;
  /** What each position of the query may see: `[batch, queries, values]`, or `[batch, heads, queries, values]`. */
  readonly attentionMask?: T | null;
  /** True: gives `[output, scores]`. False by default. */
  readonly returnAttentionScores?: boolean;
  /** True: a position sees itself and those before it only. False by default. */
  readonly useCausalMask?: boolean;
}

type WithScores<T> = HeadAttentionCallOptions<T> & { readonly returnAttentionScores: true };

/** Called on query, value and, if it is another, key; masks are options, and value and key may be. A list `[query, value, key]` does as well. */
export interface HeadAttention {
  (
    query: SymbolicTensor,
    value: SymbolicTensor,
    options: WithScores<SymbolicTensor>,
  ): [SymbolicTensor, SymbolicTensor];
  (query: tf.Tensor, value: tf.Tensor, options: WithScores<tf.Tensor>): [tf.Tensor, tf.Tensor];
  (
    query: SymbolicTensor,
    value: SymbolicTensor,
    key: SymbolicTensor,
    options: WithScores<SymbolicTensor>,
  ): [SymbolicTensor, SymbolicTensor];
  (
    query: tf.Tensor,
    value: tf.Tensor,
    key: tf.Tensor,
    options: WithScores<tf.Tensor>,
  ): [tf.Tensor, tf.Tensor];
  (
    query: SymbolicTensor,
    value: SymbolicTensor,
    key: SymbolicTensor,
    options?: HeadAttentionCallOptions<SymbolicTensor>,
  ): SymbolicTensor;
  (query: tf.Tensor, value: tf.Tensor, key: tf.Tensor, options?: HeadAttentionCallOptions): tf.Tensor;
  (
    query: SymbolicTensor,
    value: SymbolicTensor,
    options?: HeadAttentionCallOptions<SymbolicTensor>,
  ): SymbolicTensor;
  (query: tf.Tensor, value: tf.Tensor, options?: HeadAttentionCallOptions): tf.Tensor;
  (
    query: SymbolicTensor | readonly SymbolicTensor[],
    options: HeadAttentionCallOptions<SymbolicTensor>,
  ): SymbolicTensor;
  (query: tf.Tensor | readonly tf.Tensor[], options: HeadAttentionCallOptions): tf.Tensor;
}

/** What {@link HeadAttention} asks its subclasses for: how query, key and value become heads. */
export interface Projected {
  readonly query: tf.Tensor;
  readonly key: tf.Tensor;
  readonly value: tf.Tensor;
}

/** The base of MultiHeadAttention and GroupQueryAttention. */
export abstract class HeadAttention extends Layer {
  readonly dropout: number;
  readonly useBias: boolean;
  readonly useGate: boolean;
  readonly slidingWindow: number | null;
  readonly seed: number | null;
  queryDense: EinsumDense | null = null;
  keyDense: EinsumDense | null = null;
  gateDense: EinsumDense | null = null;
  valueDense: EinsumDense | null = null;
  outputDense: EinsumDense | null = null;
  readonly #kernel: WeightSettings;
  readonly #bias: WeightSettings;
  readonly #penalty: Regularizer | null;
  readonly #generator: SeedGenerator;

  /** `penalized`: whether the activity regularizer looks at the output too, and not at the projections alone. */
  constructor(options: HeadAttentionOptions, names: readonly string[], penalized: boolean) {
    const where = new.target.className;
    checkOptions(where, options, [...LAYER_OPTIONS, ...names, ...HEAD_ATTENTION_OPTIONS]);
    super(penalized ? options : { ...options, activityRegularizer: null });
    this.#penalty = getRegularizer(options.activityRegularizer);
    this.dropout = checkRange(where, 'dropout', options.dropout ?? 0, 0, 1);
    this.useBias = options.useBias ?? true;
    this.useGate = options.useGate ?? false;
    this.slidingWindow =
      options.slidingWindow == null
        ? null
        : checkPositiveInteger(where, 'slidingWindow', options.slidingWindow);
    this.seed = options.seed ?? null;
    this.#generator = this.addSeedGenerator(this.seed);
    this.#kernel = weightSettings(options, 'kernel', 'glorotUniform');
    this.#bias = weightSettings(options, 'bias', 'zeros');
    this.supportsMasking = true;
  }

  /** `layer(query, value, key, options)`, `layer(query, { value, key })` and `layer([query, value, key])`. */
  override invoke(query: unknown, ...rest: unknown[]): unknown {
    if (Array.isArray(query)) return this.apply(query, rest[0] as CallOptions);
    const tensors = rest.filter((arg) => arg != null && !isContainer(arg));
    const given = Object.assign({}, ...rest.filter(isContainer)) as Record<string, unknown>;
    const { value = tensors[0], key = tensors[1], ...options } = given;
    if (value === undefined) {
      throw new ValueError(
        `${this.className} ${this.name}: expected a query and a value; received a query alone.`,
        {
          fix: 'attention(query, value); for self-attention attention(x, x)',
        },
      );
    }
    return this.apply((key == null ? [query, value] : [query, value, key]) as tf.Tensor[], options);
  }

  /** Keras's takes query, value and key one by one. */
  override savedArguments([inputs]: readonly unknown[]): readonly unknown[] {
    return inputs as readonly unknown[];
  }

  /** A projection of its own, with the settings of this layer. */
  protected projection(name: string, options: EinsumDenseOptions): EinsumDense {
    return new EinsumDense({
      name,
      dtype: this.dtype,
      activityRegularizer: this.#penalty,
      ...settingsOf('kernel', this.#kernel),
      ...settingsOf('bias', this.#bias),
      ...options,
      biasAxes: this.useBias ? options.biasAxes : null,
    });
  }

  /** The shapes of query, value and key, or a ValueError. */
  protected checkShapes(inputShape: Shapes): readonly [query: Shape, value: Shape, key: Shape] {
    if (isShape(inputShape) || !Array.isArray(inputShape) || inputShape.length < 2 || inputShape.length > 3) {
      throw new ValueError(
        `${this.className} ${this.name}: expected query, value and, if it is another, key.`,
        {
          fix: 'attention(query, value)',
        },
      );
    }
    const [query, value, key = value] = inputShape as [Shape, Shape, Shape?];
    if (key.length !== value.length || value.slice(1, -1).some((size, i) => size !== key[i + 1])) {
      throw new ValueError(
        `${this.className} ${this.name}: expected the same sizes of value and key except the last; received ${JSON.stringify(value)} and ${JSON.stringify(key)}.`,
      );
    }
    return [query, value, key];
  }

  /** The scores' shape for symbolic inputs. */
  protected abstract scoresShape(query: Shape, value: Shape): Shape;

  /** The heads' outputs for the projections, and the scores. */
  protected abstract attend(
    projected: Projected,
    mask: tf.Tensor | null,
    options: HeadAttentionCallOptions,
  ): readonly [output: tf.Tensor, scores: tf.Tensor];

  override call(
    inputs: readonly tf.Tensor[],
    options: HeadAttentionCallOptions = {},
  ): tf.Tensor | [tf.Tensor, tf.Tensor] {
    const [query, value, key = value] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor?];
    const mask = this.#mask(inputs, options);
    const projected = {
      query: this.queryDense!(query) as tf.Tensor,
      key: this.keyDense!(key) as tf.Tensor,
      value: this.valueDense!(value) as tf.Tensor,
    };
    const [heads, scores] = this.attend(projected, mask, options);
    const gated = this.gateDense === null ? heads : tf.mul(heads, this.gateDense(query) as tf.Tensor);
    const output = this.outputDense!(gated) as tf.Tensor;
    return options.returnAttentionScores ? [output, scores] : output;
  }

  /** What each position of the query may see; null if it may see all. */
  #mask(inputs: readonly tf.Tensor[], options: HeadAttentionCallOptions): tf.Tensor | null {
    const [query, value, key] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor?];
    const given = (mask: tf.Tensor | null | undefined, tensor: tf.Tensor | undefined) =>
      mask ?? (tensor === undefined ? null : getMask(tensor));
    const along = (mask: tf.Tensor | null, axis: number) =>
      mask === null ? null : tf.expandDims(mask, axis);
    const [queries, values] = [query.shape[1] as number, value.shape[1] as number];
    const { attentionMask = null } = options;
    if (attentionMask !== null && query.rank === 3) this.#checkMask(attentionMask, queries, values);
    return [
      along(given(options.queryMask, query), -1),
      along(given(options.valueMask, value), -2),
      along(given(options.keyMask, key), -2),
      options.useCausalMask ? causalMask(queries, values) : null,
      this.slidingWindow === null ? null : slidingWindowMask(queries, values, this.slidingWindow),
      attentionMask,
    ].reduce(bothMasks);
  }

  #checkMask({ shape }: tf.Tensor, queries: number, values: number): void {
    const [rows, columns] = shape.slice(-2);
    if ([1, queries].includes(rows!) && [1, values].includes(columns!)) return;
    throw new ShapeError(
      `${this.name}: expected an attentionMask of shape (batch, queries, values), (..., ${queries}, ${values}); received ${showShape(shape)}.`,
    );
  }

  /** The softmax of the scores over their last `count` axes, masked positions without weight. */
  protected softmax(scores: tf.Tensor, mask: tf.Tensor | null, count: number, zeroRows: boolean): tf.Tensor {
    const wide = mask === null ? null : tf.cast(withHeads(mask, scores.rank, count), 'bool');
    const visible = wide === null ? scores : tf.where(wide, scores, tf.scalar(-1e9));
    const { shape } = visible;
    const split = shape.length - count;
    const flat = count === 1 ? visible : tf.reshape(visible, [...shape.slice(0, split), -1]);
    const weights = tf.reshape(tf.softmax(flat), shape);
    return wide !== null && zeroRows ? tf.where(wide, weights, tf.zerosLike(weights)) : weights;
  }

  /** The scores without those that training drops. */
  protected drop(scores: tf.Tensor, training: boolean | undefined): tf.Tensor {
    if (!training || this.dropout === 0) return scores;
    return tf.mul(scores, dropoutMask(scores.shape, this.dropout, this.#generator));
  }

  override computeMask(_inputs: readonly tf.Tensor[], mask: Masks): Masks {
    return Array.isArray(mask) ? ((mask[0] as tf.Tensor | null | undefined) ?? null) : null;
  }

  override computeOutputSpec(inputs: SymbolicInputs, options: HeadAttentionCallOptions = {}): SymbolicInputs {
    const shapes = (inputs as SymbolicTensor[]).map(({ shape }) => shape);
    const spec = (shape: Shape) => new SymbolicTensor({ shape, dtype: this.dtype });
    const output = spec(this.computeOutputShape(shapes) as Shape);
    if (!options.returnAttentionScores) return output;
    const [query, value] = this.checkShapes(shapes);
    return [output, spec(this.scoresShape(query, value))];
  }

  override getConfig(): Record<string, unknown> {
    const penalty = this.#penalty;
    return {
      ...super.getConfig(),
      dropout: this.dropout,
      use_bias: this.useBias,
      use_gate: this.useGate,
      sliding_window: this.slidingWindow,
      ...weightSettingsConfig('kernel', this.#kernel),
      ...weightSettingsConfig('bias', this.#bias),
      activity_regularizer: penalty && toKerasConfig('keras.regularizers', penalty),
      seed: this.seed,
    };
  }
}

/** The settings of a weight as options; random values are drawn anew, as another instance. */
function settingsOf(
  prefix: string,
  { initializer, regularizer, constraint }: WeightSettings,
): Record<string, unknown> {
  const Type = initializer.constructor as new (options: object) => Initializer;
  const own =
    initializer instanceof RandomInitializer ? new Type(camelCaseKeys(initializer.getConfig())) : initializer;
  return {
    [`${prefix}Initializer`]: own,
    [`${prefix}Regularizer`]: regularizer,
    [`${prefix}Constraint`]: constraint,
  };
}

/** A mask with axes for the heads, in front of its `count` axes of queries and of values. */
function withHeads(mask: tf.Tensor, rank: number, count: number): tf.Tensor {
  if (mask.rank >= rank) return mask;
  const at = mask.rank - 2 * count;
  return tf.reshape(mask, [
    ...mask.shape.slice(0, at),
    ...Array<number>(rank - mask.rank).fill(1),
    ...mask.shape.slice(at),
  ]);
}
