import type * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '../backends/tensor.js';
import { snakeCaseKeys } from '../support/names.js';
import { Loss, type LossOptions } from './loss.js';
import { toSameRank } from './same-rank.js';

/** The loss of each sample; the third argument holds the function's own options. */
export type LossFunction<Own extends object = object> = (
  yTrue: Tensor,
  yPred: Tensor,
  options?: Own,
) => tf.Tensor;

/** A function of labels and predictions as a {@link Loss}. */
export class LossFunctionWrapper<Own extends object = object> extends Loss {
  readonly fn: LossFunction<Own>;
  /** The options that `fn` is called with. */
  readonly own: Own | undefined;

  constructor(fn: LossFunction<Own>, options: LossOptions = {}, own?: Own) {
    super(
      options,
      Object.keys(own ?? {}),
      new.target === LossFunctionWrapper ? fn.name : new.target.className,
    );
    this.fn = fn;
    this.own = own;
  }

  override call(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    const [labels, predicted] = toSameRank(yTrue, yPred);
    return this.fn(labels, predicted, this.own);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), ...snakeCaseKeys(this.own ?? {}) };
  }
}
