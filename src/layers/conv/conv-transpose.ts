import type * as tf from '@tensorflow/tfjs-core';
import { convolveTransposed, transposedSize } from '../../backends/operations/convolution.js';
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import { checkPositiveInteger, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type Sizes, sizesFor } from '../sizes.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';
import { ConvolutionLayer, type ConvolutionOptions } from './convolution-layer.js';

/** Options of {@link Conv1DTranspose}, {@link Conv2DTranspose} and {@link Conv3DTranspose}. */
export interface ConvTransposeOptions extends ConvolutionOptions {
  /** The number of output channels. */
  readonly filters: number;
  /**
   * Where strides are above 1, several output sizes belong to one input size: this much, which has to be below the
   * stride, is added to the smallest. Left out, 'same' gives `input * stride` and 'valid' at least the filter's size.
   */
  readonly outputPadding?: Sizes | null | undefined;
  /** 'glorotUniform' by default. */
  readonly kernelInitializer?: InitializerId | undefined;
  readonly kernelRegularizer?: RegularizerId | null | undefined;
  readonly kernelConstraint?: ConstraintId | null | undefined;
}

/** What the transposed convolutions have in common; kernel `[...kernelSize, filters, channels]`, bias `[filters]`. */
export abstract class ConvTranspose extends ConvolutionLayer {
  readonly filters: number;
  readonly outputPadding: readonly number[] | null;
  kernel!: Variable;
  readonly #kernel: WeightSettings;

  constructor(rank: number, options: ConvTransposeOptions) {
    super(options, { rank, paddings: ['valid', 'same'], options: TRANSPOSE_OPTIONS });
    const where = this.className;
    const { outputPadding = null } = options;
    this.filters = checkPositiveInteger(where, 'filters', options.filters);
    this.#kernel = weightSettings(options, 'kernel', 'glorotUniform');
    this.outputPadding =
      outputPadding === null ? null : sizesFor(where, 'outputPadding', outputPadding, rank, { zero: true });
    if (this.outputPadding?.some((size, axis) => size >= this.strides[axis]!)) {
      throw new ValueError(
        `${where}: outputPadding must be below strides; received ${show(this.outputPadding)} and strides ${show(this.strides)}.`,
      );
    }
  }

  protected override outputChannels(): number {
    return this.filters;
  }

  protected override outputSize(input: number, axis: number): number {
    const stride = this.strides[axis]!;
    const extent = (this.kernelSize[axis]! - 1) * this.dilationRate[axis]! + 1;
    const added = this.outputPadding?.[axis];
    if (added === 0 && extent % 2 === 0 && this.padding === 'same') {
      throw new ShapeError(
        `${this.className} ${this.name}: outputPadding 0 gives no output size to which 'same' padding with a filter of even size (${extent}) and strides of ${stride} leads back.`,
        { fix: 'leave outputPadding out, or let it be 1' },
      );
    }
    return transposedSize(input, this.kernelSize[axis]!, axis, {
      strides: this.strides,
      dilation: this.dilationRate,
      padding: this.padding as 'valid' | 'same',
      outputPadding: this.outputPadding,
    });
  }

  protected override buildKernels(channels: number): void {
    const shape = [...this.kernelSize, this.filters, channels];
    this.kernel = this.addWeight({ name: 'kernel', shape, ...this.#kernel });
  }

  protected override convolve(x: tf.Tensor): tf.Tensor {
    return convolveTransposed(x, this.kernel, {
      strides: this.strides,
      padding: this.padding as 'valid' | 'same',
      dilation: this.dilationRate,
      outputSize: x.shape.slice(1, -1).map((size, axis) => this.outputSize(size, axis)),
    });
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      filters: this.filters,
      output_padding: this.outputPadding && [...this.outputPadding],
      ...weightSettingsConfig('kernel', this.#kernel),
    };
  }
}

const TRANSPOSE_OPTIONS = ['filters', 'outputPadding', ...weightOptionNames('kernel')];
