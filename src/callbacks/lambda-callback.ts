import { checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Callback, type CallbackFunctions, type Hook } from './callback.js';

/** The names of all hooks. */
export const HOOKS: readonly Hook[] = [
  'onTrainBegin',
  'onTrainEnd',
  'onTrainInterrupt',
  'onEpochBegin',
  'onEpochEnd',
  'onBatchBegin',
  'onBatchEnd',
  'onTrainBatchBegin',
  'onTrainBatchEnd',
  'onTestBegin',
  'onTestEnd',
  'onTestBatchBegin',
  'onTestBatchEnd',
  'onPredictBegin',
  'onPredictEnd',
  'onPredictBatchBegin',
  'onPredictBatchEnd',
];

/**
 * A callback of single functions. fit takes the object of functions itself too.
 * See https://keras.io/api/callbacks/lambda_callback/.
 *
 * @example
 * new callbacks.LambdaCallback({ onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) });
 */
export class LambdaCallback extends Callback {
  constructor(functions: CallbackFunctions = {}) {
    super();
    checkOptions('LambdaCallback', functions, [...HOOKS, 'onYield']);
    for (const hook of HOOKS) {
      const given = functions[hook];
      if (given === undefined) continue;
      if (typeof given !== 'function') {
        throw new ValueError(`LambdaCallback: ${hook} must be a function; received ${show(given)}.`);
      }
      this.#set(hook, given);
    }
    if (functions.onYield !== undefined) this.#callBetweenBatches(functions.onYield);
  }

  #set<H extends Hook>(hook: H, value: Callback[H]): void {
    Object.defineProperty(this, hook, { value, configurable: true, writable: true });
  }

  /** A callback without `onYield` has no hook at batches, which would have the values read at each one. */
  #callBetweenBatches(onYield: NonNullable<CallbackFunctions['onYield']>): void {
    let epoch = 0;
    const { onEpochBegin, onTrainBatchEnd } = this;
    this.#set('onEpochBegin', function (this: Callback, number, logs) {
      epoch = number;
      return onEpochBegin.call(this, number, logs);
    });
    this.#set('onTrainBatchEnd', async function (this: Callback, batch, logs) {
      await onTrainBatchEnd.call(this, batch, logs);
      await onYield(epoch, batch, logs);
    });
  }
}
