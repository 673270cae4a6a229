import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/operations/convert.js';
import { checkFinite, checkOptions, checkPositiveInteger, checkRange, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { optionsFromConfig } from '../layer-config.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import { adaptBatches } from './adapt-batches.js';
import {
  checkDense,
  encodeCategories,
  encodedShape,
  getOutputMode,
  type OutputMode,
  type OutputModeId,
  outputModeConfig,
} from './category-codes.js';
import type { AdaptBatch } from './normalization.js';
import { QuantileSummary } from './quantile-summary.js';

/** Options of {@link Discretization}: the boundaries, or the number of bins and `adapt` afterwards. */
export interface DiscretizationOptions extends LayerOptions {
  /** Where a bin ends and the next one begins, in rising order. */
  readonly binBoundaries?: readonly number[] | null | undefined;
  /** The number of bins that `adapt` finds boundaries for. */
  readonly numBins?: number | null | undefined;
  /** How exactly `adapt` tells quantiles apart; 0.01 by default. */
  readonly epsilon?: number | undefined;
  /** 'int', which is the default, 'oneHot', 'multiHot' or 'count'. */
  readonly outputMode?: OutputModeId | undefined;
  /** There are no sparse tensors here: true is refused. */
  readonly sparse?: boolean | undefined;
}

/**
 * Turns numbers into the numbers of the bins that they lie in, or codes of these.
 * See https://keras.io/api/layers/preprocessing_layers/numerical/discretization/.
 *
 * @example
 * new layers.Discretization({ binBoundaries: [0, 1] })([[-1, 0.5, 3]]).numpy(); // [[0, 1, 2]]
 */
export class Discretization extends Layer {
  readonly numBins: number | null;
  readonly epsilon: number;
  readonly outputMode: OutputMode;
  #boundaries: readonly number[] | null;

  constructor(options: DiscretizationOptions) {
    const where = 'Discretization';
    const known = ['binBoundaries', 'numBins', 'epsilon', 'outputMode', 'sparse'];
    checkOptions(where, options, [...LAYER_OPTIONS, ...known]);
    super(options);
    const { binBoundaries = null, numBins = null, outputMode = 'int' } = options;
    if ((binBoundaries === null) === (numBins === null)) {
      throw new ValueError(
        `${where}: expected one of binBoundaries and numBins; received ${show(binBoundaries)} and ${show(numBins)}.`,
      );
    }
    this.numBins = numBins === null ? null : checkPositiveInteger(where, 'numBins', numBins);
    this.epsilon = checkRange(where, 'epsilon', options.epsilon ?? 0.01, 0, 1);
    this.outputMode = getOutputMode(where, outputMode, ['int', 'oneHot', 'multiHot', 'count']);
    for (const boundary of binBoundaries ?? []) checkFinite(where, 'binBoundaries', boundary);
    this.#boundaries = binBoundaries;
    checkDense(where, options.sparse);
  }

  /** Where a bin ends and the next one begins; null before `adapt`. */
  get binBoundaries(): readonly number[] | null {
    return this.#boundaries;
  }

  /**
   * Finds boundaries so that about as many values lie in each bin; forgets those before. Tensors or arrays at once, or
   * batches from an iterable or a data set, of whose tuples the first element counts. A promise for what gives batches
   * asynchronously; `steps`: how many batches to take.
   */
  adapt(
    data: AsyncIterable<AdaptBatch>,
    options?: { readonly steps?: number | null | undefined },
  ): Promise<void>;
  adapt(
    data: TensorInput | Iterable<AdaptBatch>,
    options?: { readonly steps?: number | null | undefined },
  ): void;
  adapt(
    data: unknown,
    { steps = null }: { readonly steps?: number | null | undefined } = {},
  ): void | Promise<void> {
    const { numBins } = this;
    if (numBins === null) {
      throw new ValueError(
        `Discretization ${this.name}: adapt has nothing to find where binBoundaries were given.`,
        {
          fix: 'numBins: 10',
        },
      );
    }
    const summary = new QuantileSummary(this.epsilon);
    const where = `Discretization ${this.name}`;
    const learn = (batch: TensorInput) => summary.add(toTensor(batch).dataSync());
    return adaptBatches(where, data, steps, learn, () => {
      this.#boundaries = summary.boundaries(numBins);
    });
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const boundaries = this.#boundaries;
    if (boundaries === null) {
      throw new ValueError(`Discretization ${this.name}: expected boundaries; adapt has not been called.`, {
        fix: 'layer.adapt(data)',
      });
    }
    return tf.tidy(() => {
      const reached = tf.greaterEqual(tf.expandDims(inputs, -1), tf.tensor1d([...boundaries]));
      const bins = tf.sum(tf.cast(reached, 'int32'), -1);
      return encodeCategories(bins, this.outputMode, boundaries.length + 1);
    });
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const bins = this.#boundaries === null ? (this.numBins as number) : this.#boundaries.length + 1;
    return encodedShape(inputShape, this.outputMode, bins);
  }

  override computeOutputSpec(inputs: SymbolicTensor): SymbolicTensor {
    const dtype = this.outputMode === 'int' ? 'int32' : this.dtype;
    return new SymbolicTensor({ shape: this.computeOutputShape(inputs.shape), dtype });
  }

  /** Keras's class takes no `trainable`, so that its configs must not have it. */
  override getConfig(): Record<string, unknown> {
    return {
      bin_boundaries: this.#boundaries && [...this.#boundaries],
      num_bins: this.numBins,
      epsilon: this.epsilon,
      output_mode: outputModeConfig(this.outputMode),
      sparse: false,
      name: this.name,
      dtype: this.dtypeId,
    };
  }

  /** After `adapt`, a config has both the number of bins and their boundaries. */
  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
  ): L {
    const { binBoundaries, ...options } = optionsFromConfig(config);
    if (options['numBins'] == null) return new this({ ...options, binBoundaries } as never);
    const layer = new this(options as never);
    (layer as unknown as Discretization).#boundaries = binBoundaries as readonly number[] | null;
    return layer;
  }
}
