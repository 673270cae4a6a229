import { checkObject, checkPositiveInteger } from '../support/check.js';
import { IoU, type MeanIoUOptions } from './iou.js';

/**
 * Intersection over union, the mean of all classes.
 *
 * Source: https://keras.io/api/metrics/segmentation_metrics/#meaniou-class
 *
 * @example
 * const metric = new metrics.MeanIoU({ numClasses: 2 });
 * metric.updateState([0, 0, 1, 1], [0, 1, 0, 1]);
 * metric.result().numpy(); // 0.333...
 */
export class MeanIoU extends IoU {
  constructor(options: MeanIoUOptions) {
    checkObject(new.target.className, options, 'numClasses');
    checkPositiveInteger(new.target.className, 'numClasses', options.numClasses);
    super({ ...options, targetClassIds: Array.from({ length: options.numClasses }, (_, i) => i) });
  }

  override getConfig(): Record<string, unknown> {
    const { target_class_ids: _, ...config } = super.getConfig();
    return config;
  }
}
