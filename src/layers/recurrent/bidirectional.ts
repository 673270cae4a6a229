import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../../backends/variable.js';
import { checkChoice, checkOptions, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { type KerasConfig, toKerasConfig } from '../../support/registry.js';
import type { Shape } from '../../support/shape.js';
import { flatten, type Nested } from '../../support/structure.js';
import type { Shapes, Tensors } from '../call.js';
import { checkLayer } from '../core/wrapper.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { optionsFromConfig } from '../layer-config.js';
import type { Masks } from '../mask.js';
import { deserialize } from '../registry.js';
import type { RNNCallOptions } from './rnn.js';

const MERGE_MODES = ['concat', 'sum', 'ave', 'mul'] as const;

/** How the outputs of both directions become one. */
export type MergeMode = (typeof MERGE_MODES)[number];

/** A layer that runs over time in one direction: an RNN, or one of your own. */
export interface DirectedLayer extends Layer {
  readonly goBackwards: boolean;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly stateful: boolean;
  zeroOutputForMask?: boolean;
  readonly states?: readonly Nested<Variable>[] | null;
  resetState?(states?: Nested<tf.Tensor>): void;
}

/** Options of {@link Bidirectional}. */
export interface BidirectionalOptions<
  L extends DirectedLayer = DirectedLayer,
  M extends MergeMode | null = MergeMode | null,
> extends LayerOptions {
  /** The layer for the way forward; a copy of it runs. */
  readonly layer: L;
  /** 'concat' by default; null gives both outputs in a list. */
  readonly mergeMode?: M | undefined;
  /** The layer for the way back, with `goBackwards: true`; a copy of `layer` with it by default. */
  readonly backwardLayer?: DirectedLayer | null | undefined;
}

/** What both ways give together. */
export type BothWays<L extends Layer, M extends MergeMode | null> =
  ReturnType<L['call']> extends readonly [tf.Tensor, ...infer S extends Nested<tf.Tensor>[]]
    ? [...(M extends null ? [tf.Tensor, tf.Tensor] : [tf.Tensor]), ...S, ...S]
    : M extends null
      ? [forward: tf.Tensor, backward: tf.Tensor]
      : tf.Tensor;

/**
 * Runs a recurrent layer over time in both directions and merges the outputs.
 *
 * Input `[batch, time, ...]`; output as the layer's, twice as wide with `mergeMode: 'concat'`. With `returnState` a list
 * of the output, the states of the way forward and those of the way back.
 * See https://keras.io/api/layers/recurrent_layers/bidirectional/.
 *
 * @example
 * new layers.Bidirectional({ layer: new layers.LSTM({ units: 4 }) })(tf.ones([2, 5, 3])).shape; // [2, 8]
 */
export class Bidirectional<
  L extends DirectedLayer = DirectedLayer,
  M extends MergeMode | null = 'concat',
> extends Layer {
  readonly forwardLayer: L;
  readonly backwardLayer: DirectedLayer;
  readonly mergeMode: MergeMode | null;
  readonly stateful: boolean;
  readonly returnSequences: boolean;
  readonly returnState: boolean;

  constructor(options: BidirectionalOptions<L, M>) {
    checkOptions('Bidirectional', options, [...LAYER_OPTIONS, 'layer', 'mergeMode', 'backwardLayer']);
    super(options);
    const { layer, mergeMode = 'concat', backwardLayer } = options;
    checkLayer('Bidirectional', 'layer', layer);
    this.forwardLayer = copyOf(layer, 'forward', {});
    this.backwardLayer = backwardLayer
      ? checkLayer('Bidirectional', 'backwardLayer', backwardLayer)
      : copyOf(layer, 'backward', { go_backwards: true });
    this.mergeMode =
      mergeMode === null ? null : checkChoice('Bidirectional', 'mergeMode', mergeMode, MERGE_MODES);
    this.#checkPair();
    for (const one of [this.forwardLayer, this.backwardLayer]) {
      if (one.zeroOutputForMask !== undefined) one.zeroOutputForMask = one.returnSequences;
    }
    this.stateful = layer.stateful;
    this.returnSequences = layer.returnSequences;
    this.returnState = layer.returnState;
    this.supportsMasking = true;
    this.inputSpec = layer.inputSpec;
  }

  #checkPair(): void {
    const { forwardLayer: forward, backwardLayer: backward } = this;
    if (forward.goBackwards === backward.goBackwards) {
      throw new ValueError(
        `Bidirectional: expected one layer with goBackwards and one without; received ${forward.goBackwards} for both.`,
        { fix: 'backwardLayer: new layers.LSTM({ units: 4, goBackwards: true })' },
      );
    }
    for (const option of ['stateful', 'returnSequences', 'returnState'] as const) {
      if (forward[option] === backward[option]) continue;
      throw new ValueError(
        `Bidirectional: expected the same ${option} of both layers; received ${show(forward[option])} and ${show(backward[option])}.`,
      );
    }
  }

  override build(inputShape: Shape): void {
    this.forwardLayer.ensureBuilt(inputShape);
    this.backwardLayer.ensureBuilt(inputShape);
  }

  protected override get takesMask(): boolean {
    return true;
  }

  override call(inputs: tf.Tensor, options: RNNCallOptions = {}): BothWays<L, M> {
    const { training, mask } = options;
    const given = options.initialState == null ? null : flatten(options.initialState);
    const half = given === null ? 0 : given.length / 2;
    const run = (layer: DirectedLayer, initialState: tf.Tensor[] | undefined) => {
      const result = layer.apply(inputs, { training, mask, initialState }) as Tensors;
      return (Array.isArray(result) ? result : [result]) as [tf.Tensor, ...Nested<tf.Tensor>[]];
    };
    const [y, ...states] = run(this.forwardLayer, given?.slice(0, half));
    const [last, ...lastStates] = run(this.backwardLayer, given?.slice(half));
    const back = this.returnSequences ? tf.reverse(last, 1) : last;
    const outputs = this.mergeMode === null ? [y, back] : [merge(this.mergeMode, y, back)];
    const all = this.returnState ? [...outputs, ...states, ...lastStates] : outputs;
    return (all.length === 1 ? all[0] : all) as BothWays<L, M>;
  }

  override computeOutputShape(inputShape: Shape): Shapes {
    const shapes = this.forwardLayer.computeOutputShape(inputShape) as Shape | readonly Shape[];
    const [output, ...states] = (this.returnState ? shapes : [shapes]) as readonly [Shape, ...Shape[]];
    const merged =
      this.mergeMode === 'concat' ? [...output.slice(0, -1), 2 * (output.at(-1) as number)] : output;
    const outputs = this.mergeMode === null ? [output, output] : [merged];
    const all = [...outputs, ...states, ...states];
    return all.length === 1 ? merged : all;
  }

  override computeMask(_inputs: Tensors, mask: Masks): Masks {
    const first = mask === null ? null : (flatten(mask)[0] ?? null);
    const output = this.returnSequences ? first : null;
    return this.mergeMode === null ? [output, output] : output;
  }

  /** The states of both ways, those of the way forward first; null if the layer is not stateful or not built. */
  get states(): readonly Nested<Variable>[] | null {
    const { forwardLayer: forward, backwardLayer: backward } = this;
    return forward.states && backward.states ? [...forward.states, ...backward.states] : null;
  }

  /** Sets the states of both ways to zero. */
  resetState(): void {
    if (!this.stateful) {
      throw new ValueError(
        `Bidirectional ${this.name}: resetState needs a stateful layer; this one is not stateful.`,
        {
          fix: 'stateful: true',
        },
      );
    }
    this.forwardLayer.resetState?.();
    this.backwardLayer.resetState?.();
  }

  /** The same as {@link resetState}, under the name of Keras 2 and tfjs. */
  resetStates(): void {
    this.resetState();
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      merge_mode: this.mergeMode,
      layer: toKerasConfig('keras.layers', this.forwardLayer),
      backward_layer: toKerasConfig('keras.layers', this.backwardLayer),
    };
  }

  static override fromConfig<W extends Layer>(
    this: new (
      options: never,
    ) => W,
    config: Readonly<Record<string, unknown>>,
  ): W {
    const { layer, backwardLayer, ...options } = optionsFromConfig(config);
    return new this({
      ...options,
      layer: deserialize(layer as KerasConfig),
      backwardLayer: backwardLayer == null ? null : deserialize(backwardLayer as KerasConfig),
    } as never);
  }
}

/** A layer of the same options, without the weights. */
function copyOf<L extends DirectedLayer>(layer: L, direction: 'forward' | 'backward', changes: object): L {
  const name = `${direction}_${layer.name.replace(new RegExp(`^${direction}_`), '')}`;
  const type = layer.constructor as unknown as { fromConfig(config: object): L };
  return type.fromConfig({ ...layer.getConfig(), ...changes, name });
}

function merge(mode: MergeMode, a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  if (mode === 'concat') return tf.concat([a, b], -1);
  if (mode === 'mul') return tf.mul(a, b);
  const sum = tf.add(a, b);
  return mode === 'sum' ? sum : tf.div(sum, 2);
}
