import { OneDeviceStrategy } from './one-device-strategy.js';
import { openStrategy, type Strategy } from './strategy.js';

let alone: Strategy | undefined;

/**
 * The strategy whose scope is open; outside of one, a strategy of one replica.
 * See https://www.tensorflow.org/api_docs/python/tf/distribute/get_strategy.
 *
 * @example
 * distribute.getStrategy().numReplicasInSync; // 1
 */
export function getStrategy(): Strategy {
  alone ??= new OneDeviceStrategy();
  return openStrategy() ?? alone;
}

/** True inside of a strategy's scope. See https://www.tensorflow.org/api_docs/python/tf/distribute/has_strategy. */
export function hasStrategy(): boolean {
  return openStrategy() !== null;
}
