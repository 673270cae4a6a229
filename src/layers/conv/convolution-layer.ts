import type * as tf from '@tensorflow/tfjs-core';
import type { Activation, ActivationId } from '../../activations/index.js';
import { addBias } from '../../backends/operations/add-bias.js';
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
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import { checkChoice, checkOptions, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import { getActivation, serializeActivation } from '../activation-option.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { type Sizes, sizesFor } from '../sizes.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';

/** What is done where the filter reaches over the edge: nothing (fewer outputs), zeros on both sides. */
export type ConvolutionPadding = 'valid' | 'same';

/** Options of all convolution layers. */
export interface ConvolutionOptions extends LayerOptions {
  /** The size of the filters: one number for all spatial axes, or one for each. */
  readonly kernelSize: Sizes;
  /** How far a filter moves from output to output; 1 by default. */
  readonly strides?: Sizes | undefined;
  /** 'valid' by default. */
  readonly padding?: ConvolutionPadding | undefined;
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
  /** The distance of neighbouring inputs under a filter; 1 by default. */
  readonly dilationRate?: Sizes | undefined;
  /** Applied to the output; none by default. */
  readonly activation?: ActivationId | null | undefined;
  /** True by default. */
  readonly useBias?: boolean | undefined;
  /** 'zeros' by default. */
  readonly biasInitializer?: InitializerId | undefined;
  readonly biasRegularizer?: RegularizerId | null | undefined;
  readonly biasConstraint?: ConstraintId | null | undefined;
}

/** What a kind of convolution tells {@link ConvolutionLayer}. */
export interface ConvolutionKind {
  /** The number of spatial axes. */
  readonly rank: number;
  /** The names of the options that are its own. */
  readonly options: readonly string[];
  readonly paddings: readonly string[];
  /** Strides and dilation may both be above 1. */
  readonly dilatesStrides?: boolean;
}

/** What all convolution layers have in common. Subclasses make the kernels and convolve. */
export abstract class ConvolutionLayer extends Layer {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: string;
  readonly dataFormat: DataFormat;
  readonly dilationRate: readonly number[];
  readonly activation: Activation;
  readonly useBias: boolean;
  bias: Variable | null = null;
  /** The number of spatial axes. */
  protected readonly rank: number;
  readonly #bias: WeightSettings;

  constructor(options: ConvolutionOptions, kind: ConvolutionKind) {
    const where = new.target.className;
    checkOptions(where, options, [...LAYER_OPTIONS, ...kind.options, ...CONVOLUTION_OPTIONS]);
    super(options);
    const { rank } = kind;
    this.rank = rank;
    this.kernelSize = sizesFor(where, 'kernelSize', options.kernelSize, rank);
    this.strides = sizesFor(where, 'strides', options.strides ?? 1, rank);
    this.dilationRate = sizesFor(where, 'dilationRate', options.dilationRate ?? 1, rank);
    this.padding = checkChoice(where, 'padding', options.padding ?? 'valid', kind.paddings);
    this.dataFormat = getDataFormat(where, options.dataFormat);
    this.activation = getActivation(options.activation ?? 'linear');
    this.useBias = options.useBias ?? true;
    this.#bias = weightSettings(options, 'bias', 'zeros');
    if (!kind.dilatesStrides && Math.max(...this.strides) > 1 && Math.max(...this.dilationRate) > 1) {
      throw new ValueError(
        `${where}: strides and dilationRate cannot both be above 1; received ${show(this.strides)} and ${show(this.dilationRate)}.`,
      );
    }
    this.inputSpec = { ndim: rank + 2 };
  }

  /** The number of output channels for so many input channels. */
  protected abstract outputChannels(inputChannels: number | null): number | null;

  /** Makes the kernels. */
  protected abstract buildKernels(inputChannels: number): void;

  /** Convolves, channels last. */
  protected abstract convolve(x: tf.Tensor): tf.Tensor;

  /** The size of the output along a spatial axis; not positive if the input is too small. */
  protected outputSize(input: number, axis: number): number {
    const extent = (this.kernelSize[axis]! - 1) * this.dilationRate[axis]! + 1;
    const reach = this.padding === 'valid' ? input - extent : input - 1;
    return Math.floor(reach / this.strides[axis]!) + 1;
  }

  override build(inputShape: Shape): void {
    const channels = channelsOf(inputShape, this.dataFormat);
    if (channels === null) {
      throw new ShapeError(
        `${this.className} ${this.name}: expected an input with a known number of channels; received shape ${showShape(inputShape)}.`,
        { fix: `inputShape: [${Array.from({ length: this.rank }, () => 'null').join(', ')}, 3]` },
      );
    }
    this.computeOutputShape(inputShape);
    this.inputSpec = {
      ndim: this.rank + 2,
      axes: { [this.dataFormat === 'channelsLast' ? -1 : 1]: channels },
    };
    this.buildKernels(channels);
    if (this.useBias) {
      this.bias = this.addWeight({ name: 'bias', shape: [this.outputChannels(channels)], ...this.#bias });
    }
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const convolved = this.convolve(toChannelsLast(inputs, this.dataFormat));
    const shifted = this.bias === null ? convolved : addBias(convolved, this.bias);
    return this.activation(fromChannelsLast(shifted, this.dataFormat));
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const { dataFormat } = this;
    const spatial = spatialSizes(inputShape, dataFormat).map((size, axis) =>
      size === null ? null : this.outputSize(size, axis),
    );
    if (spatial.some((size) => size !== null && size <= 0)) {
      throw new ShapeError(
        `${this.className} ${this.name}: an input of shape ${showShape(inputShape)} is smaller than the filter, whose size is ${show(this.kernelSize)}.`,
        { fix: "padding: 'same', or a smaller kernelSize" },
      );
    }
    const channels = this.outputChannels(channelsOf(inputShape, dataFormat));
    return shapeFrom(inputShape[0] ?? null, spatial, channels, dataFormat);
  }

  override getConfig(): Record<string, unknown> {
    return {
      activity_regularizer: null,
      ...super.getConfig(),
      kernel_size: [...this.kernelSize],
      strides: [...this.strides],
      padding: this.padding,
      data_format: dataFormatConfig(this.dataFormat),
      dilation_rate: [...this.dilationRate],
      activation: serializeActivation(this.activation),
      use_bias: this.useBias,
      ...weightSettingsConfig('bias', this.#bias),
    };
  }
}

const CONVOLUTION_OPTIONS = [
  'kernelSize',
  'strides',
  'padding',
  'dataFormat',
  'dilationRate',
  'activation',
  'useBias',
  ...weightOptionNames('bias'),
];
