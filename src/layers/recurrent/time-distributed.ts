import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import { flatten } from '../../support/structure.js';
import type { CallOptions } from '../call.js';
import { Wrapper, type WrapperOptions } from '../core/wrapper.js';
import { LAYER_OPTIONS, type Layer } from '../layer.js';

/** Options of {@link TimeDistributed}. */
export interface TimeDistributedOptions<L extends Layer = Layer> extends WrapperOptions<L> {}

/**
 * Applies one layer, with one set of weights, to each time step.
 *
 * Input `[batch, time, ...]`; output `[batch, time, ...]`.
 * See https://keras.io/api/layers/recurrent_layers/time_distributed/.
 *
 * @example
 * new layers.TimeDistributed({ layer: new layers.Dense({ units: 8 }) })(tf.ones([2, 5, 3])).shape; // [2, 5, 8]
 */
export class TimeDistributed<L extends Layer = Layer> extends Wrapper<L> {
  constructor(options: TimeDistributedOptions<L>) {
    checkOptions('TimeDistributed', options, [...LAYER_OPTIONS, 'layer']);
    super(options);
    this.supportsMasking = true;
    this.inputSpec = { minNdim: 3 };
  }

  override build(inputShape: Shape): void {
    super.build(stepShape(inputShape));
  }

  protected override get takesMask(): boolean {
    return true;
  }

  override call(inputs: tf.Tensor, { training, mask }: CallOptions = {}): tf.Tensor {
    const masks = mask == null ? null : this.#stepMasks(inputs, flatten(mask)[0] as tf.Tensor);
    const outputs = tf.unstack(inputs, 1).map((step, i) => {
      return this.layer.call(step, { training, mask: masks?.[i] ?? null }) as tf.Tensor;
    });
    return tf.stack(outputs, 1);
  }

  #stepMasks(inputs: tf.Tensor, mask: tf.Tensor): tf.Tensor[] {
    if (mask.rank >= 2 && mask.shape[0] === inputs.shape[0] && mask.shape[1] === inputs.shape[1]) {
      return tf.unstack(mask, 1);
    }
    throw new ShapeError(
      `TimeDistributed ${this.name}: mask must begin with the axes (${inputs.shape.slice(0, 2).join(', ')}); received shape ${showShape(mask.shape)}.`,
    );
  }

  override computeOutputShape(inputShape: Shape): Shape {
    const [batch = null, ...rest] = this.layer.computeOutputShape(stepShape(inputShape)) as Shape;
    return [batch, inputShape[1] ?? null, ...rest];
  }
}

function stepShape([batch = null, , ...rest]: Shape): Shape {
  return [batch, ...rest];
}
