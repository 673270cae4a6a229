import type * as tf from '@tensorflow/tfjs-core';
import { L1L2 } from '../../regularizers/index.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';

/** Options of {@link ActivityRegularization}. */
export interface ActivityRegularizationOptions extends Omit<LayerOptions, 'activityRegularizer'> {
  /** The factor of the sum of absolute values; 0 by default. */
  readonly l1?: number | undefined;
  /** The factor of the sum of squares; 0 by default. */
  readonly l2?: number | undefined;
}

/**
 * Hands its input on and adds a penalty on its values to the loss: `l1 * sum(|x|) + l2 * sum(x * x)`, divided by the
 * batch size. See https://keras.io/api/layers/regularization_layers/activity_regularization/.
 *
 * @example
 * const layer = new layers.ActivityRegularization({ l2: 0.1 });
 * layer(tf.ones([2, 3]));
 * layer.losses[0].numpy(); // 0.3
 */
export class ActivityRegularization extends Layer {
  readonly l1: number;
  readonly l2: number;

  constructor(options: ActivityRegularizationOptions = {}) {
    const known = LAYER_OPTIONS.filter((name) => name !== 'activityRegularizer');
    checkOptions('ActivityRegularization', options, [...known, 'l1', 'l2']);
    const l1 = checkRange('ActivityRegularization', 'l1', options.l1 ?? 0, 0, Infinity);
    const l2 = checkRange('ActivityRegularization', 'l2', options.l2 ?? 0, 0, Infinity);
    super({ ...options, activityRegularizer: new L1L2({ l1, l2 }) });
    this.l1 = l1;
    this.l2 = l2;
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return inputs;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    const { activity_regularizer: _, ...config } = super.getConfig();
    return { ...config, l1: this.l1, l2: this.l2 };
  }
}
