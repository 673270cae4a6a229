import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../../backends/variable.js';
import { checkNumber, checkObject, checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import type { CallOptions } from '../call.js';
import { LAYER_OPTIONS } from '../layer.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import { weightOptionNames, weightSettings } from '../weight-settings.js';
import { Embedding, type EmbeddingOptions } from './embedding.js';

/** Options of {@link ReversibleEmbedding}. */
export interface ReversibleEmbeddingOptions extends Omit<EmbeddingOptions, 'weights' | 'inputLength'> {
  /** False: the way back has weights of its own. True by default. */
  readonly tieWeights?: boolean | undefined;
  /** Logits become `tanh(logits / cap) * cap`; no cap by default. */
  readonly logitSoftCap?: number | null | undefined;
  /** Another type for the way back is refused: all is computed in float32. */
  readonly reverseDtype?: 'float32' | null | undefined;
}

/**
 * An {@link Embedding} that also leads back: with `{ reverse: true }` vectors become a logit for each index.
 *
 * Input `[batch, time]`, output `[batch, time, outputDim]`; reversed `[batch, time, outputDim]` and `[batch, time, inputDim]`.
 * See https://keras.io/api/layers/core_layers/reversible_embedding/ and https://arxiv.org/abs/1608.05859.
 *
 * @example
 * const embedding = new layers.ReversibleEmbedding({ inputDim: 10, outputDim: 4 });
 * const vectors = embedding(tf.tensor2d([[4, 2]], [1, 2], 'int32'));
 * embedding(vectors, { reverse: true }).shape; // [1, 2, 10]
 */
export class ReversibleEmbedding extends Embedding {
  readonly tieWeights: boolean;
  readonly logitSoftCap: number | null;
  reverseEmbeddings: Variable | null = null;
  readonly #options: ReversibleEmbeddingOptions;
  /** Whether the call that runs leads back: logits have no mask. */
  #reversed = false;

  constructor(options: ReversibleEmbeddingOptions) {
    const where = 'ReversibleEmbedding';
    const own = ['tieWeights', 'logitSoftCap', 'reverseDtype'];
    const known = ['outputDim', 'maskZero', ...weightOptionNames('embeddings')];
    checkOptions(where, checkObject(where, options, 'inputDim'), [...LAYER_OPTIONS, ...known, ...own]);
    const { tieWeights = true, logitSoftCap = null, reverseDtype = null, ...others } = options;
    super(others);
    if (reverseDtype !== null && reverseDtype !== 'float32') {
      throw new ValueError(`${where}: reverseDtype ${reverseDtype} cannot be computed; only float32 can.`);
    }
    this.tieWeights = tieWeights;
    this.logitSoftCap =
      logitSoftCap === null
        ? null
        : checkNumber(where, 'logitSoftCap', logitSoftCap, 'a number above 0', (cap) => cap > 0);
    this.#options = options;
  }

  override build(): void {
    super.build();
    if (this.tieWeights) return;
    const { initializer } = weightSettings(this.#options, 'embeddings', 'uniform');
    const shape = [this.outputDim, this.inputDim];
    this.reverseEmbeddings = this.addWeight({ name: 'reverse_embeddings', shape, initializer });
  }

  override call(inputs: tf.Tensor, { reverse = false }: CallOptions = {}): tf.Tensor {
    this.#reversed = reverse === true;
    if (!this.#reversed) return super.call(inputs);
    return tf.tidy(() => {
      const back = this.reverseEmbeddings ?? tf.transpose(this.embeddings as Variable);
      const rows = tf.reshape(inputs, [-1, this.outputDim]);
      const logits = tf.matMul(rows, back as tf.Tensor2D);
      const cap = this.logitSoftCap;
      const capped = cap === null ? logits : tf.mul(tf.tanh(tf.div(logits, cap)), cap);
      return tf.reshape(capped, [...inputs.shape.slice(0, -1), this.inputDim]);
    });
  }

  override computeMask(inputs: tf.Tensor): tf.Tensor | null {
    return this.#reversed ? null : super.computeMask(inputs);
  }

  override computeOutputSpec(inputs: SymbolicTensor, { reverse = false }: CallOptions = {}): SymbolicTensor {
    const shape: Shape = reverse
      ? [...inputs.shape.slice(0, -1), this.inputDim]
      : this.computeOutputShape(inputs.shape);
    return new SymbolicTensor({ shape, dtype: this.dtype });
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      tie_weights: this.tieWeights,
      reverse_dtype: null,
      logit_soft_cap: this.logitSoftCap,
    };
  }
}
