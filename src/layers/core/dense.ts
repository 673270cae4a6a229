import * as tf from '@tensorflow/tfjs-core';
import { type Activation, type ActivationId, relu } from '../../activations/index.js';
import { linear } from '../../backends/operations/linear.js';
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import { checkOptions, checkPositiveInteger } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import { getActivation, serializeActivation } from '../activation-option.js';
import { LAYER_OPTIONS, type LayerOptions } from '../layer.js';
import { LORA_OPTIONS, Lora, type LoraLayerOptions } from '../lora.js';
import { LoraLayer } from '../lora-layer.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';

/** Options of {@link Dense}. */
export interface DenseOptions extends LayerOptions, LoraLayerOptions {
  /** The size of the output. */
  readonly units: number;
  /** Applied to the output; none by default. */
  readonly activation?: ActivationId | null | undefined;
  /** True by default. */
  readonly useBias?: boolean | undefined;
  /** 'glorotUniform' by default. */
  readonly kernelInitializer?: InitializerId | undefined;
  /** 'zeros' by default. */
  readonly biasInitializer?: InitializerId | undefined;
  readonly kernelRegularizer?: RegularizerId | null | undefined;
  readonly biasRegularizer?: RegularizerId | null | undefined;
  readonly kernelConstraint?: ConstraintId | null | undefined;
  readonly biasConstraint?: ConstraintId | null | undefined;
}

/**
 * A fully connected layer: `activation(x · kernel + bias)` over the last axis.
 *
 * Input `[batch, ..., n]`, output `[batch, ..., units]`; kernel `[n, units]`, bias `[units]`.
 * See https://keras.io/api/layers/core_layers/dense/.
 *
 * @example
 * new layers.Dense({ units: 10, activation: 'softmax' })(tf.ones([2, 4])).shape; // [2, 10]
 */
export class Dense extends LoraLayer {
  readonly units: number;
  readonly activation: Activation;
  readonly useBias: boolean;
  kernel!: Variable;
  bias: Variable | null = null;
  readonly #kernel: WeightSettings;
  readonly #bias: WeightSettings;

  constructor(options: DenseOptions) {
    checkOptions('Dense', options, [...LAYER_OPTIONS, ...DENSE_OPTIONS]);
    super(options);
    this.units = checkPositiveInteger('Dense', 'units', options.units);
    this.activation = getActivation(options.activation ?? 'linear');
    this.useBias = options.useBias ?? true;
    this.#kernel = weightSettings(options, 'kernel', 'glorotUniform');
    this.#bias = weightSettings(options, 'bias', 'zeros');
    this.lora = new Lora(this, 'kernel', this.#kernel, options);
    this.inputSpec = { minNdim: 2 };
    this.supportsMasking = true;
  }

  override build(inputShape: Shape): void {
    const size = inputShape.at(-1);
    if (typeof size !== 'number') {
      throw new ShapeError(
        `Dense ${this.name}: expected a last axis of known size; received shape ${showShape(inputShape)}.`,
        { fix: 'give that size in the input shape' },
      );
    }
    this.kernel = this.addWeight({ name: 'kernel', shape: [size, this.units], ...this.#kernel });
    if (this.useBias) this.bias = this.addWeight({ name: 'bias', shape: [this.units], ...this.#bias });
    this.inputSpec = { minNdim: 2, axes: { [-1]: size } };
    this.lora.begin(this.kernel);
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const kernel = this.lora.adapted(this.kernel);
    const size = inputs.shape.at(-1) as number;
    const rows = inputs.rank === 2 ? inputs : tf.reshape(inputs, [-1, size]);
    const rectified = this.bias !== null && this.activation === relu;
    const sum =
      this.bias === null
        ? tf.matMul(rows as tf.Tensor2D, kernel as tf.Tensor2D)
        : linear(rows, kernel, this.bias, rectified ? 'relu' : 'linear');
    const shaped = inputs.rank === 2 ? sum : tf.reshape(sum, [...inputs.shape.slice(0, -1), this.units]);
    return rectified ? shaped : this.activation(shaped);
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...inputShape.slice(0, -1), this.units];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      units: this.units,
      activation: serializeActivation(this.activation),
      use_bias: this.useBias,
      ...weightSettingsConfig('kernel', this.#kernel),
      ...weightSettingsConfig('bias', this.#bias),
      ...this.lora.config(),
    };
  }
}

const DENSE_OPTIONS = [
  'units',
  'activation',
  'useBias',
  ...weightOptionNames('kernel'),
  ...weightOptionNames('bias'),
  ...LORA_OPTIONS,
];
