import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Callback } from './callback.js';

/** Options of {@link SwapEMAWeights}. */
export interface SwapEMAWeightsOptions {
  /** True: also from the end of an epoch to the begin of the next, for callbacks behind this one. False by default. */
  readonly swapOnEpoch?: boolean | undefined;
}

/**
 * Puts the moving averages of the weights, which an optimizer with `useEma: true` keeps, in the place of the weights
 * while the model is evaluated or predicts. With `swapOnEpoch` a ModelCheckpoint behind it saves the averages.
 * See https://keras.io/api/callbacks/swap_ema_weights/.
 *
 * @throws ValueError at its first use when the optimizer keeps no averages
 * @example
 * model.compile({ optimizer: new optimizers.SGD({ useEma: true }), loss: 'mse' });
 * await model.fit(x, y, { validationSplit: 0.2, callbacks: [new callbacks.SwapEMAWeights()] });
 */
export class SwapEMAWeights extends Callback {
  readonly swapOnEpoch: boolean;
  #areAveragesInModel = false;

  constructor(options: SwapEMAWeightsOptions = {}) {
    super();
    checkOptions('SwapEMAWeights', options, ['swapOnEpoch']);
    this.swapOnEpoch = options.swapOnEpoch ?? false;
  }

  override onEpochBegin(): void {
    if (this.swapOnEpoch) this.#swap(false);
  }

  override onEpochEnd(epoch: number): void {
    if (!this.swapOnEpoch || this.#areAveragesInModel) return;
    this.#swap(true);
    // At the end of training the averages become the weights, which hold them already.
    if (epoch === (this.params?.epochs ?? 0) - 1)
      for (const [variable, average] of this.#averages) average.assign(variable);
  }

  override onTestBegin(): void {
    this.#swap(true);
  }

  override onTestEnd(): void {
    this.#swap(false);
  }

  override onPredictBegin(): void {
    this.#swap(true);
  }

  override onPredictEnd(): void {
    this.#swap(false);
  }

  get #averages(): ReadonlyMap<tf.Variable, tf.Variable> {
    const { optimizer } = this.model;
    const { averages } = optimizer.innerOptimizer ?? optimizer;
    if (averages !== undefined && averages.size > 0) return averages;
    throw new ValueError('SwapEMAWeights: expected an optimizer that keeps averages; received one without.', {
      fix: 'new optimizers.Adam({ useEma: true })',
    });
  }

  /** Exchanges weights and averages, unless they are where they should be. */
  #swap(toAverages: boolean): void {
    if (this.#areAveragesInModel === toAverages) return;
    for (const [variable, average] of this.#averages)
      tf.tidy(() => {
        const weights = tf.clone(variable);
        variable.assign(average);
        average.assign(weights);
      });
    this.#areAveragesInModel = toAverages;
  }
}
