import type * as tf from '@tensorflow/tfjs-core';
import { depthwiseConvolve } from '../../backends/operations/convolution.js';
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import { checkObject, checkPositiveInteger } from '../../support/check.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';
import { ConvolutionLayer, type ConvolutionOptions } from './convolution-layer.js';

/** Options of {@link DepthwiseConv1D} and {@link DepthwiseConv2D}. */
export interface DepthwiseConvOptions extends ConvolutionOptions {
  /** The number of outputs of each input channel; 1 by default. */
  readonly depthMultiplier?: number | undefined;
  /** 'glorotUniform' by default. */
  readonly depthwiseInitializer?: InitializerId | undefined;
  readonly depthwiseRegularizer?: RegularizerId | null | undefined;
  readonly depthwiseConstraint?: ConstraintId | null | undefined;
}

/** What the depthwise convolutions have in common; kernel `[...kernelSize, channels, depthMultiplier]`. */
export abstract class DepthwiseConv extends ConvolutionLayer {
  readonly depthMultiplier: number;
  kernel!: Variable;
  readonly #kernel: WeightSettings;

  constructor(rank: number, options: DepthwiseConvOptions) {
    checkObject(new.target.className, options, 'kernelSize');
    super(options, { rank, paddings: ['valid', 'same'], options: DEPTHWISE_OPTIONS, dilatesStrides: true });
    this.depthMultiplier = checkPositiveInteger(
      this.className,
      'depthMultiplier',
      options.depthMultiplier ?? 1,
    );
    this.#kernel = weightSettings(options, 'depthwise', 'glorotUniform');
  }

  protected override outputChannels(channels: number | null): number | null {
    return channels === null ? null : channels * this.depthMultiplier;
  }

  protected override buildKernels(channels: number): void {
    const shape = [...this.kernelSize, channels, this.depthMultiplier];
    this.kernel = this.addWeight({ name: 'kernel', shape, ...this.#kernel });
  }

  protected override convolve(x: tf.Tensor): tf.Tensor {
    return depthwiseConvolve(x, this.kernel, {
      strides: this.strides,
      padding: this.padding as 'valid' | 'same',
      dilation: this.dilationRate,
    });
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      depth_multiplier: this.depthMultiplier,
      ...weightSettingsConfig('depthwise', this.#kernel),
    };
  }
}

const DEPTHWISE_OPTIONS = ['depthMultiplier', ...weightOptionNames('depthwise')];
