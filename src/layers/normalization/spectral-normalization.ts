import * as tf from '@tensorflow/tfjs-core';
import { normalize } from '../../backends/operations/normalize.js';
import { Variable } from '../../backends/variable.js';
import { TruncatedNormal } from '../../initializers/index.js';
import { checkOptions, checkPositiveInteger } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import type { CallOptions, Shapes, Tensors } from '../call.js';
import { Wrapper, type WrapperOptions } from '../core/wrapper.js';
import { LAYER_OPTIONS, type Layer } from '../layer.js';

/** Options of {@link SpectralNormalization}. */
export interface SpectralNormalizationOptions<L extends Layer = Layer> extends WrapperOptions<L> {
  /** How often the estimate is improved in each training step; 1 by default. */
  readonly powerIterations?: number | undefined;
}

/**
 * Divides the kernel (or the embeddings) of the layer inside by its largest singular value in each training step, which
 * bounds how steep the layer is (Miyato et al., 2018).
 * See https://keras.io/api/layers/normalization_layers/spectral_normalization/.
 *
 * @example
 * const layer = new layers.SpectralNormalization({ layer: new layers.Dense({ units: 4 }) });
 * layer(tf.ones([2, 3]), { training: true }).shape; // [2, 4]
 */
export class SpectralNormalization<L extends Layer = Layer> extends Wrapper<L> {
  readonly powerIterations: number;
  /** The weight of the layer inside that is normalized. */
  kernel: Variable | null = null;
  vectorU: Variable | null = null;

  constructor(options: SpectralNormalizationOptions<L>) {
    checkOptions('SpectralNormalization', options, [...LAYER_OPTIONS, 'layer', 'powerIterations']);
    super(options);
    const { powerIterations = 1 } = options;
    this.powerIterations = checkPositiveInteger('SpectralNormalization', 'powerIterations', powerIterations);
  }

  override build(inputShape: Shape): void {
    super.build(inputShape);
    this.inputSpec = { minNdim: 1, axes: { [-1]: inputShape.at(-1) as number } };
    this.kernel = this.#findKernel();
    const initializer = new TruncatedNormal({ stddev: 0.02 });
    const shape = [1, this.kernel.shape.at(-1)];
    this.vectorU = this.addWeight({ name: 'vector_u', shape, initializer, trainable: false });
  }

  override call(inputs: tf.Tensor, { training = false }: CallOptions = {}): ReturnType<L['call']> {
    if (training) tf.tidy(() => this.#normalize());
    return this.layer(inputs as Tensors) as ReturnType<L['call']>;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return this.layer.computeOutputShape(inputShape);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), power_iterations: this.powerIterations };
  }

  #findKernel(): Variable {
    const { kernel, embeddings } = this.layer as unknown as Partial<Record<'kernel' | 'embeddings', unknown>>;
    const weight = kernel ?? embeddings;
    if (weight instanceof Variable) return weight;
    throw new ValueError(
      `SpectralNormalization ${this.name}: expected a layer with a kernel or embeddings; received ${this.layer.className}.`,
    );
  }

  /** Improves the estimate of the largest singular value and divides by it; a kernel of zeros stays as it is. */
  #normalize(): void {
    const kernel = this.kernel as Variable;
    const vector = this.vectorU as Variable;
    const matrix = tf.reshape(kernel, [-1, kernel.shape.at(-1)!]) as tf.Tensor2D;
    let u = vector.value() as tf.Tensor2D;
    let v = u;
    for (let i = 0; i < this.powerIterations; i++) {
      v = normalize(tf.matMul(u, matrix, false, true), [0, 1]) as tf.Tensor2D;
      u = normalize(tf.matMul(v, matrix), [0, 1]) as tf.Tensor2D;
    }
    const sigma = tf.reshape(tf.matMul(tf.matMul(v, matrix), u, false, true), []);
    const zero = tf.equal(tf.max(tf.abs(kernel)), 0);
    vector.assign(tf.where(zero, vector as tf.Tensor, u));
    kernel.assign(tf.where(zero, kernel as tf.Tensor, tf.div(kernel, sigma)));
  }
}
