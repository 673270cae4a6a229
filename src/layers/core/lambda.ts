import type * as tf from '@tensorflow/tfjs-core';
import { checkOptions, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { Shape } from '../../support/shape.js';
import { type CallOptions, isShape, type Shapes, type Tensors } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { optionsFromConfig } from '../layer-config.js';
import type { Masks } from '../mask.js';
import { reviveFunction, SavedFunction } from './saved-function.js';

/** What a {@link Lambda} computes; `arguments`, `training` and `mask` come as options. */
export type LambdaFunction<I extends Tensors = tf.Tensor, T extends Tensors = tf.Tensor> = (
  inputs: I,
  options: CallOptions,
) => T;

/** Options of {@link Lambda}. */
export interface LambdaOptions<I extends Tensors = tf.Tensor, T extends Tensors = tf.Tensor>
  extends LayerOptions {
  /** What the layer computes. */
  readonly function: LambdaFunction<I, T>;
  /** The shape of the output without the batch axis, or a function of the input's shape; found by a run on zeros if left out. */
  readonly outputShape?: Shape | ((inputShape: Shapes) => Shapes) | null | undefined;
  /** The mask of the output, or a function that gives it. */
  readonly mask?: tf.Tensor | ((inputs: I, mask: Masks) => Masks) | null | undefined;
  /** Handed to the function beside `training` and `mask`. */
  readonly arguments?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * A layer of a function, which has no weights. A file has the function's name, and its source where it has no name: to
 * load it, give the function as a custom object, or register it; source in a file runs only with `safeMode: false`. See https://keras.io/api/layers/core_layers/lambda/.
 *
 * @example
 * new layers.Lambda({ function: (x) => x.mul(2) })(tf.ones([2, 3])).shape; // [2, 3]
 */
export class Lambda<I extends Tensors = tf.Tensor, T extends Tensors = tf.Tensor> extends Layer {
  readonly #options: LambdaOptions<I, T>;

  constructor(options: LambdaOptions<I, T> | LambdaFunction<I, T>) {
    const given = typeof options === 'function' ? { function: options } : options;
    checkOptions('Lambda', given, [...LAYER_OPTIONS, 'function', 'outputShape', 'mask', 'arguments']);
    super(given);
    if (typeof given.function !== 'function') {
      throw new ValueError(
        `Lambda: function must be a function of tensors; received ${show(given.function)}.`,
        {
          fix: 'new layers.Lambda({ function: (x) => x.mul(2) })',
        },
      );
    }
    this.#options = given;
    this.supportsMasking = given.mask != null;
  }

  override call(inputs: I, { training, mask }: CallOptions = {}): T {
    return this.#options.function(inputs, { ...this.#options.arguments, training, mask });
  }

  override computeMask(inputs: I, mask: Masks): Masks {
    const given = this.#options.mask ?? null;
    return typeof given === 'function' ? given(inputs, mask) : given;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const { outputShape } = this.#options;
    if (outputShape == null) return super.computeOutputShape(inputShape);
    if (typeof outputShape === 'function') return outputShape(inputShape);
    let first = inputShape;
    while (!isShape(first)) first = Object.values(first)[0] as Shapes;
    return [first[0] ?? null, ...outputShape];
  }

  override getConfig(): Record<string, unknown> {
    const { outputShape, mask, arguments: given = {} } = this.#options;
    return {
      ...super.getConfig(),
      function: new SavedFunction(this.#options.function),
      ...(outputShape != null && {
        output_shape: typeof outputShape === 'function' ? new SavedFunction(outputShape) : outputShape,
      }),
      ...(mask != null && { mask: typeof mask === 'function' ? new SavedFunction(mask) : mask }),
      arguments: given,
    };
  }

  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
  ): L {
    const options = Object.entries(optionsFromConfig(config)).map(([key, value]) => [
      key,
      reviveFunction(value),
    ]);
    return new this(Object.fromEntries(options) as never);
  }
}
