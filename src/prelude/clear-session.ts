import { collectForgotten } from '../backends/memory.js';
import { checkOptions } from '../support/check.js';
import { resetNames } from '../support/names.js';

/**
 * Automatic names are counted from the start again (`dense`, `dense_1` ...), and garbage is collected, so that models which
 * nothing refers to any more give their memory back. Models that are in use go on; so do random numbers.
 *
 * @param options `freeMemory: false` leaves the garbage to the engine
 * @see https://keras.io/api/utils/config_utils/#clearsession-function
 * @example
 * utils.clearSession();
 * console.log(new layers.Dense({ units: 1 }).name); // dense
 */
export function clearSession(options: { readonly freeMemory?: boolean } = {}): void {
  const { freeMemory = true } = checkOptions('clearSession', options, ['freeMemory']);
  resetNames();
  if (freeMemory) collectForgotten();
}
