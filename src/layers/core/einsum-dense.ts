import * as tf from '@tensorflow/tfjs-core';
import type { Activation, ActivationId } from '../../activations/index.js';
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import { type Initializer, type InitializerId, VarianceScaling } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import { checkOptions, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { camelCaseKeys } from '../../support/names.js';
import { toKerasConfig } from '../../support/registry.js';
import type { Shape } from '../../support/shape.js';
import { getActivation, serializeActivation } from '../activation-option.js';
import { contract } from '../contract.js';
import { LAYER_OPTIONS, type LayerOptions } from '../layer.js';
import { LORA_OPTIONS, Lora, type LoraLayerOptions } from '../lora.js';
import { LoraLayer } from '../lora-layer.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';
import { type EinsumPlan, planEinsum } from './einsum-equation.js';

/** Options of {@link EinsumDense}. */
export interface EinsumDenseOptions extends LayerOptions, LoraLayerOptions {
  /** As 'ab,bc->ac', '...ab,bc->...ac' or 'ab...,bc->ac...'. */
  readonly equation: string;
  /** The shape of the output without the batch axis and the axes that the dots stand for; null where the input tells. */
  readonly outputShape: number | Shape;
  /** Applied to the output; none by default. */
  readonly activation?: ActivationId | null | undefined;
  /** The letters of the output's axes that have a bias; no bias by default. */
  readonly biasAxes?: string | null | undefined;
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
 * A dense layer over the axes that an equation names. See https://keras.io/api/layers/core_layers/einsum_dense/.
 *
 * @example
 * const layer = new layers.EinsumDense({ equation: 'abc,cd->abd', outputShape: [null, 8], biasAxes: 'd' });
 * layer(tf.ones([2, 5, 3])).shape; // [2, 5, 8]
 */
export class EinsumDense extends LoraLayer {
  readonly equation: string;
  readonly activation: Activation;
  readonly biasAxes: string | null;
  kernel!: Variable;
  bias: Variable | null = null;
  readonly #partialOutput: Shape;
  readonly #kernel: WeightSettings;
  readonly #bias: WeightSettings;

  constructor(options: EinsumDenseOptions) {
    checkOptions('EinsumDense', options, [...LAYER_OPTIONS, ...EINSUM_DENSE_OPTIONS]);
    super(options);
    const { equation, outputShape } = options;
    if (typeof equation !== 'string' || (typeof outputShape !== 'number' && !Array.isArray(outputShape))) {
      throw new ValueError(
        `EinsumDense: equation must be a string and outputShape a shape; received ${show(equation)} and ${show(outputShape)}.`,
        { fix: "new layers.EinsumDense({ equation: 'ab,bc->ac', outputShape: 64 })" },
      );
    }
    this.equation = equation;
    this.activation = getActivation(options.activation);
    this.biasAxes = options.biasAxes ?? null;
    this.#partialOutput = typeof outputShape === 'number' ? [outputShape] : (outputShape as Shape);
    this.#kernel = weightSettings(options, 'kernel', 'glorotUniform');
    this.#bias = weightSettings(options, 'bias', 'zeros');
    this.lora = new Lora(this, 'kernel', this.#kernel, options);
  }

  override build(inputShape: Shape): void {
    const plan = this.#plan(inputShape);
    const initializer = withAxes(this.#kernel.initializer, plan);
    this.kernel = this.addWeight({ name: 'kernel', shape: plan.kernelShape, ...this.#kernel, initializer });
    if (plan.biasShape) this.bias = this.addWeight({ name: 'bias', shape: plan.biasShape, ...this.#bias });
    this.inputSpec = { ndim: inputShape.length };
    this.lora.begin(this.kernel);
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const kernel = this.lora.adapted(this.kernel);
    const product = contract(this.#plan(inputs.shape).equation, inputs, kernel);
    return this.activation(this.bias === null ? product : tf.add(product, this.bias));
  }

  #plan(inputShape: Shape): EinsumPlan {
    return planEinsum(
      `EinsumDense ${this.name}`,
      this.equation,
      inputShape,
      this.#partialOutput,
      this.biasAxes,
    );
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return this.#plan(inputShape).outputShape;
  }

  override getConfig(): Record<string, unknown> {
    const penalty = this.activityRegularizer;
    return {
      ...super.getConfig(),
      output_shape: this.#partialOutput,
      equation: this.equation,
      activation: serializeActivation(this.activation),
      bias_axes: this.biasAxes,
      ...weightSettingsConfig('kernel', this.#kernel),
      ...weightSettingsConfig('bias', this.#bias),
      ...this.lora.config(),
      activity_regularizer: penalty && toKerasConfig('keras.regularizers', penalty),
    };
  }
}

const EINSUM_DENSE_OPTIONS = [
  'equation',
  'outputShape',
  'activation',
  'biasAxes',
  ...weightOptionNames('kernel'),
  ...weightOptionNames('bias'),
  ...LORA_OPTIONS,
];

/** An initializer that looks at inputs and outputs is told which axes of the kernel they are. */
function withAxes(initializer: Initializer, { inputAxes, outputAxes }: EinsumPlan): Initializer {
  if (!(initializer instanceof VarianceScaling) || (initializer.inputAxes && initializer.outputAxes))
    return initializer;
  const Type = initializer.constructor as new (options: object) => Initializer;
  return new Type({
    ...camelCaseKeys(initializer.getConfig()),
    seed: initializer.seed,
    inputAxes,
    outputAxes,
  });
}
