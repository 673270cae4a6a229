import type * as tf from '@tensorflow/tfjs-core';
import { convolve, depthwiseConvolve } from '../../backends/operations/convolution.js';
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import { checkPositiveInteger } from '../../support/check.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';
import { ConvolutionLayer, type ConvolutionOptions } from './convolution-layer.js';
import type { DepthwiseConvOptions } from './depthwise-conv.js';

/** Options of {@link SeparableConv1D} and {@link SeparableConv2D}. */
export interface SeparableConvOptions extends ConvolutionOptions, DepthwiseConvOptions {
  /** The number of output channels. */
  readonly filters: number;
  /** 'glorotUniform' by default. */
  readonly pointwiseInitializer?: InitializerId | undefined;
  readonly pointwiseRegularizer?: RegularizerId | null | undefined;
  readonly pointwiseConstraint?: ConstraintId | null | undefined;
}

/** What the separable convolutions have in common: each channel by itself, then the channels at each place. */
export abstract class SeparableConv extends ConvolutionLayer {
  readonly filters: number;
  readonly depthMultiplier: number;
  depthwiseKernel: Variable | null = null;
  pointwiseKernel: Variable | null = null;
  readonly #depthwise: WeightSettings;
  readonly #pointwise: WeightSettings;

  constructor(rank: number, options: SeparableConvOptions) {
    super(options, { rank, paddings: ['valid', 'same'], options: SEPARABLE_OPTIONS, dilatesStrides: true });
    const where = this.className;
    this.filters = checkPositiveInteger(where, 'filters', options.filters);
    this.depthMultiplier = checkPositiveInteger(where, 'depthMultiplier', options.depthMultiplier ?? 1);
    this.#depthwise = weightSettings(options, 'depthwise', 'glorotUniform');
    this.#pointwise = weightSettings(options, 'pointwise', 'glorotUniform');
  }

  protected override outputChannels(): number {
    return this.filters;
  }

  protected override buildKernels(channels: number): void {
    const { depthMultiplier, filters } = this;
    this.depthwiseKernel = this.addWeight({
      name: 'depthwise_kernel',
      shape: [...this.kernelSize, channels, depthMultiplier],
      ...this.#depthwise,
    });
    this.pointwiseKernel = this.addWeight({
      name: 'pointwise_kernel',
      shape: [...this.ones(), depthMultiplier * channels, filters],
      ...this.#pointwise,
    });
  }

  protected override convolve(x: tf.Tensor): tf.Tensor {
    const depthwise = depthwiseConvolve(x, this.depthwiseKernel!, {
      strides: this.strides,
      padding: this.padding as 'valid' | 'same',
      dilation: this.dilationRate,
    });
    const ones = this.ones();
    return convolve(depthwise, this.pointwiseKernel!, {
      strides: ones,
      padding: 'valid',
      dilation: ones,
      groups: 1,
    });
  }

  private ones(): number[] {
    return this.kernelSize.map(() => 1);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      depth_multiplier: this.depthMultiplier,
      filters: this.filters,
      ...weightSettingsConfig('depthwise', this.#depthwise),
      ...weightSettingsConfig('pointwise', this.#pointwise),
    };
  }
}

const SEPARABLE_OPTIONS = [
  'filters',
  'depthMultiplier',
  ...weightOptionNames('depthwise'),
  ...weightOptionNames('pointwise'),
];
