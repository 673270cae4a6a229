import { checkObject } from '../support/check.js';
import { IoU, type IoUOptions } from './iou.js';

/** Options of {@link OneHotIoU}. */
export interface OneHotIoUOptions extends Omit<IoUOptions, 'sparseYTrue'> {
  /** False (default): predictions are probabilities; true: class numbers. */
  readonly sparseYPred?: boolean;
}

/**
 * Intersection over union for one-hot labels, the mean of the given classes.
 *
 * Source: https://keras.io/api/metrics/segmentation_metrics/#onehotiou-class
 *
 * @example
 * const metric = new metrics.OneHotIoU({ numClasses: 2, targetClassIds: [0, 1] });
 * metric.updateState([[1, 0], [0, 1]], [[0.6, 0.4], [0.7, 0.3]]);
 * metric.result().numpy(); // 0.25
 */
export class OneHotIoU extends IoU {
  constructor(given: OneHotIoUOptions) {
    const { sparseYPred = false, ...options } = checkObject('OneHotIoU', given, 'sparseYPred');
    super({ ...options, sparseYPred, sparseYTrue: false });
  }

  override getConfig(): Record<string, unknown> {
    const { sparse_y_true: _, ...config } = super.getConfig();
    return config;
  }
}
