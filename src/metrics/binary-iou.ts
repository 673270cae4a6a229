import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { checkFinite, checkObject } from '../support/check.js';
import { IoU, type OverlapOptions } from './iou.js';

/** Options of {@link BinaryIoU}. */
export interface BinaryIoUOptions extends OverlapOptions {
  /** The classes whose mean is taken, [0, 1] by default. */
  readonly targetClassIds?: readonly number[];
  /** Predictions from it on count as 1; 0.5 by default. */
  readonly threshold?: number;
}

/**
 * Intersection over union for labels 0 and 1 and predicted probabilities.
 *
 * Source: https://keras.io/api/metrics/segmentation_metrics/#binaryiou-class
 *
 * @example
 * const metric = new metrics.BinaryIoU({ threshold: 0.3 });
 * metric.updateState([0, 1, 0, 1], [0.1, 0.2, 0.4, 0.7]);
 * metric.result().numpy(); // 0.333...
 */
export class BinaryIoU extends IoU {
  readonly threshold: number;

  constructor(given: BinaryIoUOptions = {}) {
    const {
      targetClassIds = [0, 1],
      threshold = 0.5,
      ...options
    } = checkObject('BinaryIoU', given, 'targetClassIds');
    super({ ...options, numClasses: 2, targetClassIds }, ['threshold']);
    this.threshold = checkFinite('BinaryIoU', 'threshold', threshold);
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      super.updateState(
        yTrue,
        tf.cast(tf.greaterEqual(toTensor(yPred), this.threshold), 'int32'),
        sampleWeight,
      );
    });
  }

  override getConfig(): Record<string, unknown> {
    const { name, dtype, target_class_ids } = super.getConfig();
    return { name, dtype, target_class_ids, threshold: this.threshold };
  }
}
