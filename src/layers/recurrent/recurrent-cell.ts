import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/index.js';
import type { SeedGenerator } from '../../backends/random.js';
import type { Variable } from '../../backends/variable.js';
import type { Initializer } from '../../initializers/index.js';
import { checkOptions, checkPositiveInteger, checkRange } from '../../support/check.js';
import type { KnownShape, Shape } from '../../support/shape.js';
import { getActivation, serializeActivation } from '../activation-option.js';
import { dropoutMask } from '../dropout-mask.js';
import { LAYER_OPTIONS, Layer } from '../layer.js';
import { type WeightSettings, weightSettings, weightSettingsConfig } from '../weight-settings.js';
import {
  type Cell,
  type CellCallOptions,
  type CellRun,
  type StateSize,
  type States,
  stateShapes,
} from './cell.js';
import type { RecurrentCellOptions } from './recurrent-options.js';

/** The base of the cells with units: SimpleRNNCell, LSTMCell, GRUCell. */
export abstract class RecurrentCell extends Layer implements Cell {
  readonly units: number;
  readonly activation: Activation;
  readonly useBias: boolean;
  /** The share of the inputs' features that training drops. */
  readonly dropout: number;
  /** The share of the states that training drops. */
  readonly recurrentDropout: number;
  readonly seed: number | null;
  kernel!: Variable;
  recurrentKernel: Variable | null = null;
  bias: Variable | null = null;
  readonly #settings: Readonly<Record<'kernel' | 'recurrent' | 'bias', WeightSettings>>;
  readonly #generator: SeedGenerator;

  constructor(options: RecurrentCellOptions, known: readonly string[]) {
    const where = new.target.className;
    checkOptions(where, options, [...LAYER_OPTIONS, ...known]);
    super(options);
    this.units = checkPositiveInteger(where, 'units', options.units);
    this.activation = getActivation(options.activation === undefined ? 'tanh' : options.activation);
    this.useBias = options.useBias ?? true;
    this.dropout = checkRange(where, 'dropout', options.dropout ?? 0, 0, 1);
    this.recurrentDropout = checkRange(where, 'recurrentDropout', options.recurrentDropout ?? 0, 0, 1);
    this.seed = options.seed ?? null;
    this.#generator = this.addSeedGenerator(this.seed);
    this.#settings = {
      kernel: weightSettings(options, 'kernel', 'glorotUniform'),
      recurrent: weightSettings(options, 'recurrent', 'orthogonal'),
      bias: weightSettings(options, 'bias', 'zeros'),
    };
  }

  /** How many kernels of `units` columns lie side by side. */
  protected abstract get gates(): number;

  /** How many masks of their own the gates have in dropout. */
  protected get maskCount(): number {
    return 1;
  }

  get stateSize(): StateSize {
    return this.units;
  }

  get outputSize(): number {
    return this.units;
  }

  abstract begin(stepShape: KnownShape, training: boolean): CellRun;

  override build(inputShape: Shape): void {
    const { units } = this;
    const columns = units * this.gates;
    const { kernel, recurrent, bias } = this.#settings;
    this.kernel = this.addWeight({ name: 'kernel', shape: [inputShape.at(-1), columns], ...kernel });
    this.recurrentKernel = this.addWeight({
      name: 'recurrent_kernel',
      shape: [units, columns],
      ...recurrent,
    });
    if (!this.useBias) return;
    const initializer = this.biasInitializer(bias.initializer);
    this.bias = this.addWeight({ name: 'bias', shape: this.biasShape(columns), ...bias, initializer });
  }

  /** The shape of the bias for that many columns of the kernel. */
  protected biasShape(columns: number): number[] {
    return [columns];
  }

  /** What the bias begins with, from the option `biasInitializer`. */
  protected biasInitializer(given: Initializer): Initializer {
    return given;
  }

  override call(inputs: tf.Tensor, { states, training = false }: CellCallOptions): [tf.Tensor, tf.Tensor[]] {
    const run = this.begin(inputs.shape, training);
    return run.step(run.project(inputs), states) as [tf.Tensor, tf.Tensor[]];
  }

  getInitialState(batchSize: number): States {
    return stateShapes(this, batchSize).map((shape) => tf.zeros(shape as number[]));
  }

  override computeOutputShape(inputShape: Shape): [Shape, Shape[]] {
    const batch = inputShape[0] ?? null;
    return [[batch, this.units], stateShapes(this, batch) as Shape[]];
  }

  /** The inputs' part, `inputs · kernel + bias`, without the features that are dropped. */
  protected projection(
    [batch, features]: KnownShape,
    training: boolean,
    bias: tf.Tensor | null,
  ): (inputs: tf.Tensor) => tf.Tensor {
    const kernel = this.kernel as tf.Tensor as tf.Tensor2D;
    const masks = this.#masks(training, this.dropout, [batch!, features!], this.maskCount);
    return (inputs) => {
      const rows = (mask?: tf.Tensor) =>
        tf.reshape(mask ? tf.mul(inputs, mask) : inputs, [-1, features!]) as tf.Tensor2D;
      const product =
        masks.length > 1
          ? joined(tf.split(kernel, this.gates, 1).map((part, i) => tf.matMul(rows(masks[i]), part)))
          : tf.matMul(rows(masks[0]), kernel);
      const projected = bias === null ? product : tf.add(product, bias);
      return tf.reshape(projected, [...inputs.shape.slice(0, -1), kernel.shape[1]]);
    };
  }

  /** The states' part for the gates from `first` to before `last`: `h · recurrentKernel`, without what is dropped. */
  protected recurrence(
    [batch]: KnownShape,
    training: boolean,
    first = 0,
    last: number = this.gates,
  ): (h: tf.Tensor) => tf.Tensor {
    const { units } = this;
    const count = last - first;
    const all = this.recurrentKernel as tf.Tensor as tf.Tensor2D;
    const kernel = count === this.gates ? all : tf.slice(all, [0, first * units], [units, count * units]);
    const masks = this.#masks(training, this.recurrentDropout, [batch!, units], count);
    if (masks.length === 0) return (h) => tf.matMul(h as tf.Tensor2D, kernel);
    const parts = tf.split(kernel, count, 1);
    return (h) => joined(parts.map((part, i) => tf.matMul(tf.mul(h, masks[i]!) as tf.Tensor2D, part)));
  }

  /** `count` masks that dropout multiplies by; none where nothing is dropped. */
  #masks(training: boolean, rate: number, shape: number[], count: number): tf.Tensor[] {
    // Keras's cells with gates drop nothing at a rate of 1.
    if (!training || rate === 0 || (rate === 1 && this.gates > 1)) return [];
    return Array.from({ length: count }, () => dropoutMask(shape, rate, this.#generator));
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      units: this.units,
      activation: serializeActivation(this.activation),
      use_bias: this.useBias,
      ...weightSettingsConfig('kernel', this.#settings.kernel),
      ...weightSettingsConfig('recurrent', this.#settings.recurrent),
      ...weightSettingsConfig('bias', this.#settings.bias),
      dropout: this.dropout,
      recurrent_dropout: this.recurrentDropout,
      seed: this.seed,
    };
  }
}

/** Columns side by side. */
function joined(parts: tf.Tensor[]): tf.Tensor {
  return parts.length === 1 ? (parts[0] as tf.Tensor) : tf.concat(parts, 1);
}
