import { checkDevice } from './device.js';
import { Strategy } from './strategy.js';

/**
 * One replica on one device: the interface of a strategy without anybody to talk to, also where several processes run.
 * See https://www.tensorflow.org/api_docs/python/tf/distribute/OneDeviceStrategy.
 *
 * @example
 * const strategy = new distribute.OneDeviceStrategy();
 * const model = strategy.scope(() => new Sequential([new layers.Dense({ units: 1, inputShape: [2] })]));
 */
export class OneDeviceStrategy extends Strategy {
  /** `device`: 'CPU:0' or 'GPU:0', that of the backend in use; an error where the backend computes on another one. */
  constructor(device?: string) {
    if (device !== undefined) checkDevice('OneDeviceStrategy', device);
    super(null);
  }
}
