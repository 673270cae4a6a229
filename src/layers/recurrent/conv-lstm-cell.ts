import * as tf from '@tensorflow/tfjs-core';
import type { Activation, ActivationId } from '../../activations/index.js';
import { convolve } from '../../backends/operations/convolution.js';
import {
  channelsOf,
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  fromChannelsLast,
  getDataFormat,
  shapeFrom,
  spatialSizes,
  toChannelsLast,
} from '../../backends/operations/data-format.js';
import type { SeedGenerator } from '../../backends/random.js';
import type { Variable } from '../../backends/variable.js';
import { checkChoice, checkOptions, checkPositiveInteger, checkRange, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type KnownShape, type Shape, showShape } from '../../support/shape.js';
import { getActivation, serializeActivation } from '../activation-option.js';
import { dropoutMask } from '../dropout-mask.js';
import { LAYER_OPTIONS, Layer } from '../layer.js';
import { type Sizes, sizesFor } from '../sizes.js';
import { type WeightSettings, weightSettings, weightSettingsConfig } from '../weight-settings.js';
import type { Cell, CellCallOptions, CellRun, StateSize, States } from './cell.js';
import { lstmBias } from './lstm-cell.js';
import { RECURRENT_CELL_OPTIONS, type RecurrentCellOptions } from './recurrent-options.js';

/** Options of {@link ConvLSTMCell}. */
export interface ConvLSTMCellOptions extends Omit<RecurrentCellOptions, 'units'> {
  /** The number of output channels. */
  readonly filters: number;
  /** The size of the filters: one number for all spatial axes, or one for each. */
  readonly kernelSize: Sizes;
  /** How far a filter moves from output to output; 1 by default. */
  readonly strides?: Sizes | undefined;
  /** 'valid', the default, or 'same'. */
  readonly padding?: 'valid' | 'same' | undefined;
  /** 'channelsLast' by default. */
  readonly dataFormat?: DataFormatId | null | undefined;
  /** The distance of neighbouring inputs under a filter; 1 by default. */
  readonly dilationRate?: Sizes | undefined;
  /** Of the gates; 'sigmoid' by default. */
  readonly recurrentActivation?: ActivationId | null | undefined;
  /** The bias of the forget gate begins with ones; true by default. */
  readonly unitForgetBias?: boolean | undefined;
}

/** The names of the options of {@link ConvLSTMCellOptions} that are not every layer's. */
export const CONV_LSTM_CELL_OPTIONS: readonly string[] = [
  'filters',
  'kernelSize',
  'strides',
  'padding',
  'dataFormat',
  'dilationRate',
  'recurrentActivation',
  'unitForgetBias',
  ...RECURRENT_CELL_OPTIONS.filter((name) => name !== 'units'),
];

/** One time step of a ConvLSTM: an LSTM whose products are convolutions (Shi et al., 2015). */
export class ConvLSTMCell extends Layer implements Cell {
  readonly rank: number;
  readonly filters: number;
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly dataFormat: DataFormat;
  readonly dilationRate: readonly number[];
  readonly activation: Activation;
  readonly recurrentActivation: Activation;
  readonly useBias: boolean;
  readonly unitForgetBias: boolean;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly seed: number | null;
  kernel: Variable | null = null;
  recurrentKernel: Variable | null = null;
  bias: Variable | null = null;
  #stepShape: Shape = [];
  readonly #settings: Readonly<Record<'kernel' | 'recurrent' | 'bias', WeightSettings>>;
  readonly #generator: SeedGenerator;

  constructor({ rank, ...options }: ConvLSTMCellOptions & { readonly rank: number }) {
    const where = `ConvLSTM${rank}D`;
    checkOptions(where, options, [...LAYER_OPTIONS, ...CONV_LSTM_CELL_OPTIONS]);
    super(options);
    this.rank = rank;
    this.filters = checkPositiveInteger(where, 'filters', options.filters);
    this.kernelSize = sizesFor(where, 'kernelSize', options.kernelSize, rank);
    this.strides = sizesFor(where, 'strides', options.strides ?? 1, rank);
    this.dilationRate = sizesFor(where, 'dilationRate', options.dilationRate ?? 1, rank);
    this.padding = checkChoice(where, 'padding', options.padding ?? 'valid', ['valid', 'same']);
    this.dataFormat = getDataFormat(where, options.dataFormat);
    if (Math.max(...this.strides) > 1 && Math.max(...this.dilationRate) > 1) {
      throw new ValueError(
        `${where}: strides and dilationRate cannot both be above 1; received ${show(this.strides)} and ${show(this.dilationRate)}.`,
      );
    }
    const { activation = 'tanh', recurrentActivation = 'sigmoid' } = options;
    this.activation = getActivation(activation);
    this.recurrentActivation = getActivation(recurrentActivation);
    this.useBias = options.useBias ?? true;
    this.unitForgetBias = options.unitForgetBias ?? true;
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

  get stateSize(): StateSize {
    return [this.filters, this.filters];
  }

  override build(inputShape: Shape): void {
    const { filters, kernelSize } = this;
    const channels = channelsOf(inputShape, this.dataFormat);
    if (channels === null || spatialSizes(inputShape, this.dataFormat).includes(null)) {
      throw new ShapeError(
        `ConvLSTM${this.rank}D: expected time steps of known size; received shape ${showShape(inputShape)} for one.`,
      );
    }
    this.#stepShape = inputShape;
    const { kernel, recurrent, bias } = this.#settings;
    const columns = 4 * filters;
    this.kernel = this.addWeight({ name: 'kernel', shape: [...kernelSize, channels, columns], ...kernel });
    this.recurrentKernel = this.addWeight({
      name: 'recurrent_kernel',
      shape: [...kernelSize, filters, columns],
      ...recurrent,
    });
    if (!this.useBias) return;
    const initializer = this.unitForgetBias ? lstmBias(bias.initializer, filters) : bias.initializer;
    this.bias = this.addWeight({ name: 'bias', shape: [columns], ...bias, initializer });
  }

  getInitialState(batchSize: number): States {
    const shape = [batchSize, ...this.outputShapeOf(this.#stepShape).slice(1)] as number[];
    return [tf.zeros(shape), tf.zeros(shape)];
  }

  /** The shape of the output, and of each state, for a time step of this shape. */
  outputShapeOf(stepShape: Shape): Shape {
    const spatial = spatialSizes(stepShape, this.dataFormat).map((size, axis) => {
      if (size === null) return null;
      const extent =
        this.padding === 'same' ? 1 : (this.kernelSize[axis]! - 1) * this.dilationRate[axis]! + 1;
      return Math.floor((size - extent) / this.strides[axis]!) + 1;
    });
    return shapeFrom(stepShape[0] ?? null, spatial, this.filters, this.dataFormat);
  }

  begin(stepShape: KnownShape, training: boolean): CellRun {
    const { activation, recurrentActivation, dataFormat } = this;
    const stateShape = this.outputShapeOf(stepShape) as KnownShape;
    const inputPart = this.#gates(this.kernel!, this.#masks(training, this.dropout, stepShape), {
      strides: this.strides,
      padding: this.padding,
      dilation: this.dilationRate,
    });
    const ones = this.strides.map(() => 1);
    const statePart = this.#gates(
      this.recurrentKernel!,
      this.#masks(training, this.recurrentDropout, stateShape),
      { strides: ones, padding: 'same', dilation: ones },
    );
    return {
      project: (inputs) => {
        const several = inputs.rank > stepShape.length;
        const rows = inputPart(inputs, several);
        const shifted = this.bias === null ? rows : tf.add(rows, this.bias);
        return several
          ? tf.reshape(shifted, [...inputs.shape.slice(0, 2), ...shifted.shape.slice(1)])
          : shifted;
      },
      step: (x, [h, c]) => {
        const gates = tf.split(tf.add(x, statePart(h as tf.Tensor, false)), 4, -1);
        const [i, f, candidate, o] = gates as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
        const kept = tf.mul(recurrentActivation(f), toChannelsLast(c as tf.Tensor, dataFormat));
        const carry = tf.add(kept, tf.mul(recurrentActivation(i), activation(candidate)));
        const output = tf.mul(recurrentActivation(o), activation(carry));
        const given = fromChannelsLast(output, dataFormat);
        return [given, [given, fromChannelsLast(carry, dataFormat)]];
      },
    };
  }

  /** The convolutions of all gates, channels last; `several`: of all time steps, `[time, batch, ...]`, in one. */
  #gates(
    kernel: tf.Tensor,
    masks: readonly tf.Tensor[],
    walk: { strides: readonly number[]; padding: 'valid' | 'same'; dilation: readonly number[] },
  ): (inputs: tf.Tensor, several: boolean) => tf.Tensor {
    const through = (inputs: tf.Tensor, filter: tf.Tensor, several: boolean) => {
      const samples = several ? tf.reshape(inputs, [-1, ...inputs.shape.slice(2)]) : inputs;
      return convolve(toChannelsLast(samples, this.dataFormat), filter, { ...walk, groups: 1 });
    };
    if (masks.length === 0) return (inputs, several) => through(inputs, kernel, several);
    const filters = tf.split(kernel, 4, -1);
    return (inputs, several) => {
      return tf.concat(
        filters.map((filter, gate) => through(tf.mul(inputs, masks[gate]!), filter, several)),
        -1,
      );
    };
  }

  /** One mask for each gate; none where nothing is dropped. */
  #masks(training: boolean, rate: number, shape: KnownShape): tf.Tensor[] {
    if (!training || rate === 0 || rate === 1) return [];
    return Array.from({ length: 4 }, () => dropoutMask(shape, rate, this.#generator));
  }

  override call(inputs: tf.Tensor, { states, training = false }: CellCallOptions): [tf.Tensor, tf.Tensor[]] {
    const run = this.begin(inputs.shape, training);
    return run.step(run.project(inputs), states) as [tf.Tensor, tf.Tensor[]];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      filters: this.filters,
      kernel_size: this.kernelSize,
      strides: this.strides,
      padding: this.padding,
      data_format: dataFormatConfig(this.dataFormat),
      dilation_rate: this.dilationRate,
      activation: serializeActivation(this.activation),
      recurrent_activation: serializeActivation(this.recurrentActivation),
      use_bias: this.useBias,
      ...weightSettingsConfig('kernel', this.#settings.kernel),
      ...weightSettingsConfig('recurrent', this.#settings.recurrent),
      ...weightSettingsConfig('bias', this.#settings.bias),
      unit_forget_bias: this.unitForgetBias,
      dropout: this.dropout,
      recurrent_dropout: this.recurrentDropout,
      seed: this.seed,
    };
  }
}
