import { checkObject } from '../support/check.js';
import type { MeanIoUOptions } from './iou.js';
import { MeanIoU } from './mean-iou.js';

/** Options of {@link OneHotMeanIoU}. */
export interface OneHotMeanIoUOptions extends Omit<MeanIoUOptions, 'sparseYTrue'> {
  /** False (default): predictions are probabilities; true: class numbers. */
  readonly sparseYPred?: boolean;
}

/**
 * Intersection over union for one-hot labels, the mean of all classes.
 *
 * Source: https://keras.io/api/metrics/segmentation_metrics/#onehotmeaniou-class
 *
 * @example
 * const metric = new metrics.OneHotMeanIoU({ numClasses: 2 });
 * metric.updateState([[1, 0], [0, 1]], [[0.6, 0.4], [0.7, 0.3]]);
 * metric.result().numpy(); // 0.25
 */
export class OneHotMeanIoU extends MeanIoU {
  constructor(given: OneHotMeanIoUOptions) {
    const { sparseYPred = false, ...options } = checkObject('OneHotMeanIoU', given, 'sparseYPred');
    super({ ...options, sparseYPred, sparseYTrue: false });
  }

  override getConfig(): Record<string, unknown> {
    const { sparse_y_true: _, ...config } = super.getConfig();
    return config;
  }
}
