import type * as tf from '@tensorflow/tfjs-core';
import { convolve } from '../../backends/operations/convolution.js';
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import type { SavedState } from '../../saving/saveable.js';
import { checkPositiveInteger } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import { type EnableLoraOptions, LORA_OPTIONS, Lora, type LoraLayerOptions } from '../lora.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';
import { ConvolutionLayer, type ConvolutionOptions } from './convolution-layer.js';

/** Options of {@link Conv2D} and {@link Conv3D}. */
export interface ConvOptions extends ConvolutionOptions, LoraLayerOptions {
  /** The number of output channels. */
  readonly filters: number;
  /** Channels are split into this many groups that do not see each other; 1 by default. */
  readonly groups?: number | undefined;
  /** 'glorotUniform' by default. */
  readonly kernelInitializer?: InitializerId | undefined;
  readonly kernelRegularizer?: RegularizerId | null | undefined;
  readonly kernelConstraint?: ConstraintId | null | undefined;
}

/** What Conv1D, Conv2D and Conv3D have in common; kernel `[...kernelSize, channels / groups, filters]`, bias `[filters]`. */
export abstract class Conv extends ConvolutionLayer {
  readonly filters: number;
  readonly groups: number;
  kernel!: Variable;
  readonly #kernel: WeightSettings;
  readonly #lora: Lora;

  constructor(rank: number, options: ConvOptions, paddings: readonly string[] = ['valid', 'same']) {
    super(options, { rank, paddings, options: CONV_OPTIONS });
    const where = this.className;
    this.filters = checkPositiveInteger(where, 'filters', options.filters);
    this.groups = checkPositiveInteger(where, 'groups', options.groups ?? 1);
    this.#kernel = weightSettings(options, 'kernel', 'glorotUniform');
    this.#lora = new Lora(this, 'kernel', this.#kernel, options);
    if (this.filters % this.groups !== 0) {
      throw new ValueError(
        `${where}: filters must be a multiple of groups; received ${this.filters} filters and ${this.groups} groups.`,
      );
    }
  }

  override build(inputShape: Shape): void {
    super.build(inputShape);
    this.#lora.begin(this.kernel);
  }

  /** The rank of the adaptation; null for none. */
  get loraRank(): number | null {
    return this.#lora.rank;
  }

  /** How much it counts: `loraAlpha / loraRank` times. */
  get loraAlpha(): number | null {
    return this.#lora.alpha;
  }

  get loraEnabled(): boolean {
    return this.#lora.enabled;
  }

  /**
   * Freezes the kernel and trains two matrices of this rank, whose product is added to it. Compile the model again.
   *
   * @throws ValueError for a layer that is not built, has a constraint or is adapted already
   */
  enableLora(rank: number, options?: EnableLoraOptions): void {
    this.#lora.enable(rank, options);
  }

  override savedState(): SavedState {
    return this.#lora.saved(super.savedState());
  }

  protected override outputChannels(): number {
    return this.filters;
  }

  protected override buildKernels(channels: number): void {
    if (channels % this.groups !== 0) {
      throw new ShapeError(
        `${this.className} ${this.name}: expected a number of input channels that is a multiple of groups; ` +
          `received ${channels} channels and ${this.groups} groups.`,
      );
    }
    const shape = [...this.kernelSize, channels / this.groups, this.filters];
    this.kernel = this.addWeight({ name: 'kernel', shape, ...this.#kernel });
  }

  protected override convolve(x: tf.Tensor): tf.Tensor {
    return convolve(x, this.#lora.adapted(this.kernel), {
      strides: this.strides,
      padding: this.padding as 'valid' | 'same' | 'causal',
      dilation: this.dilationRate,
      groups: this.groups,
    });
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      filters: this.filters,
      groups: this.groups,
      ...weightSettingsConfig('kernel', this.#kernel),
      ...this.#lora.config(),
    };
  }
}

const CONV_OPTIONS = ['filters', 'groups', ...weightOptionNames('kernel'), ...LORA_OPTIONS];
