import * as tf from '@tensorflow/tfjs-core';
import { checkFinite, checkOptions } from '../../support/check.js';
import type { Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link Rescaling}. */
export interface RescalingOptions extends LayerOptions {
  /** What the input is multiplied by: one number, or one for each channel. */
  readonly scale: number | readonly number[];
  /** What is added then; 0 by default. */
  readonly offset?: number | readonly number[] | undefined;
}

/**
 * `input * scale + offset`, as floats. The shape stays.
 * See https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/.
 *
 * @example
 * new layers.Rescaling({ scale: 1 / 255 })(tf.tensor([[0, 255]])).numpy(); // [[0, 1]]
 */
export class Rescaling extends Layer {
  readonly scale: number | readonly number[];
  readonly offset: number | readonly number[];

  constructor(options: RescalingOptions) {
    checkOptions('Rescaling', options, [...LAYER_OPTIONS, 'scale', 'offset']);
    super(options);
    this.scale = checkNumbers('scale', options.scale);
    this.offset = checkNumbers('offset', options.offset ?? 0);
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const { scale, offset } = this;
    return tf.tidy(() =>
      tf.add(tf.mul(tf.cast(inputs, 'float32'), scale as tf.TensorLike), offset as tf.TensorLike),
    );
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), scale: this.scale, offset: this.offset };
  }
}

function checkNumbers(what: string, value: number | readonly number[]): number | readonly number[] {
  for (const one of [value].flat()) checkFinite('Rescaling', what, one);
  return value;
}
