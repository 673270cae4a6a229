import { Callback } from './callback.js';

/**
 * Shows how fit and evaluate get on. They add one behind the other callbacks unless `verbose` is 0, so that there is
 * seldom a reason to make one: given among the callbacks, it is where the others' output comes before or behind it.
 * How much is shown is said by `verbose` of fit and evaluate.
 * See https://keras.io/api/callbacks/progbar_logger/.
 *
 * @example
 * await model.fit(x, y, { callbacks: [new callbacks.ProgbarLogger(), { onEpochEnd: () => console.log('and then') }] });
 */
export class ProgbarLogger extends Callback {
  override readonly chiefOnly: boolean = true;
}
