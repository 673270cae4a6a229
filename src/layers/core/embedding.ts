import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/operations/convert.js';
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import { checkObject, checkOptions, checkPositiveInteger } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, type LayerOptions } from '../layer.js';
import { LORA_OPTIONS, Lora, type LoraLayerOptions } from '../lora.js';
import { LoraLayer } from '../lora-layer.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';

/** Options of {@link Embedding}. */
export interface EmbeddingOptions extends Omit<LayerOptions, 'inputDim'>, LoraLayerOptions {
  /** The number of different indices: the largest one plus 1. */
  readonly inputDim: number;
  /** The size of the vectors. */
  readonly outputDim: number;
  /** 'uniform' by default: between -0.05 and 0.05. */
  readonly embeddingsInitializer?: InitializerId | undefined;
  readonly embeddingsRegularizer?: RegularizerId | null | undefined;
  readonly embeddingsConstraint?: ConstraintId | null | undefined;
  /** True: the index 0 marks time steps that do not count. False by default. */
  readonly maskZero?: boolean | undefined;
  /** The vectors to begin with, `[inputDim, outputDim]`. */
  readonly weights?: TensorInput | undefined;
  /** The number of time steps, as `inputShape: [inputLength]`, if this is the first layer of a Sequential model. */
  readonly inputLength?: number | null | undefined;
}

/**
 * Turns indices into vectors that are trained.
 *
 * Input: indices of any shape, `[batch, time]`; output `[batch, time, outputDim]`; embeddings `[inputDim, outputDim]`.
 * See https://keras.io/api/layers/core_layers/embedding/.
 *
 * @example
 * new layers.Embedding({ inputDim: 1000, outputDim: 8 })(tf.tensor2d([[4, 20]], [1, 2], 'int32')).shape; // [1, 2, 8]
 */
export class Embedding extends LoraLayer {
  readonly inputDim: number;
  readonly outputDim: number;
  readonly maskZero: boolean;
  embeddings!: Variable;
  readonly #embeddings: WeightSettings;

  constructor(options: EmbeddingOptions) {
    checkOptions('Embedding', checkObject('Embedding', options, 'inputDim'), [
      ...LAYER_OPTIONS,
      ...EMBEDDING_OPTIONS,
    ]);
    const { inputDim, inputLength, ...others } = options;
    super(inputLength == null ? others : { inputShape: [inputLength], ...others });
    this.inputDim = checkPositiveInteger('Embedding', 'inputDim', inputDim);
    this.outputDim = checkPositiveInteger('Embedding', 'outputDim', options.outputDim);
    this.maskZero = options.maskZero ?? false;
    this.supportsMasking = this.maskZero;
    this.#embeddings = weightSettings(options, 'embeddings', 'uniform');
    this.lora = new Lora(this, 'embeddings', this.#embeddings, options);
    if (options.weights === undefined) return;
    this.build();
    tf.tidy(() => this.setWeights([toTensor(options.weights as TensorInput)]));
  }

  override build(): void {
    const shape = [this.inputDim, this.outputDim];
    this.embeddings = this.addWeight({ name: 'embeddings', shape, ...this.#embeddings });
    this.lora.begin(this.embeddings);
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const indices = inputs.dtype === 'int32' ? inputs : tf.cast(inputs, 'int32');
    try {
      return tf.gather(this.lora.adapted(this.embeddings), indices);
    } catch (error) {
      if (!/index value|not in \[0/.test(String(error))) throw error;
      throw new ValueError(
        `Embedding ${this.name}: expected indices in [0, ${this.inputDim - 1}]; received others. ${(error as Error).message}`,
        { fix: 'make inputDim the largest index plus 1', cause: error },
      );
    }
  }

  override computeMask(inputs: tf.Tensor): tf.Tensor | null {
    return this.maskZero ? tf.notEqual(inputs, 0) : null;
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return [...inputShape, this.outputDim];
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      input_dim: this.inputDim,
      output_dim: this.outputDim,
      ...weightSettingsConfig('embeddings', this.#embeddings),
      mask_zero: this.maskZero,
      ...this.lora.config(),
    };
  }
}

const EMBEDDING_OPTIONS = [
  'outputDim',
  'maskZero',
  'weights',
  'inputLength',
  ...weightOptionNames('embeddings'),
  ...LORA_OPTIONS,
];
