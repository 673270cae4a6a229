import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toComputed, toTensor } from '../backends/operations/convert.js';
import { getMask } from '../backends/operations/mask.js';
import { checkChoice, checkOptions } from '../support/check.js';
import { ConfigurableCallable } from '../support/configurable.js';
import { snakeCase, uniqueName } from '../support/names.js';
import { checkReduction, type Reduction, type ReductionId, reduceWeighted } from './reduction.js';

/** Options that every loss has. */
export interface LossOptions {
  /** How the losses of the samples become one number; 'sumOverBatchSize', their mean, by default. */
  readonly reduction?: ReductionId;
  /** Shown in errors and saved; the class's name in snake case by default. */
  readonly name?: string;
  /** 'float32', the only type in which losses are computed. */
  readonly dtype?: 'float32';
}

/** The keys of {@link LossOptions}. */
const LOSS_OPTIONS: readonly (keyof LossOptions)[] = ['reduction', 'name', 'dtype'];

export interface Loss {
  /** The reduced loss. Labels and predictions are tensors, or nested arrays; weights of shape `[batch]` or the losses'. */
  (yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): tf.Scalar;
}

/**
 * What training makes small. A loss is called like a function: `loss(yTrue, yPred, sampleWeight?)`; a subclass says in
 * `call` what one sample costs.
 *
 * Source: https://keras.io/api/losses/
 *
 * @example
 * class Absolute extends losses.Loss {
 *   call(yTrue: Tensor, yPred: Tensor) {
 *     return tf.mean(tf.abs(tf.sub(yTrue, yPred)), -1);
 *   }
 * }
 * new Absolute()([[0, 1]], [[1, 1]]).numpy(); // 0.5
 */
export abstract class Loss extends ConfigurableCallable {
  readonly name: string;
  readonly reduction: Reduction;

  /** For subclasses: the names of their own options, and a fixed name in place of a counted one. */
  constructor(options: LossOptions = {}, ownOptions: readonly string[] = [], fixedName?: string) {
    super();
    const where = new.target.className;
    checkOptions(where, options, [...LOSS_OPTIONS, ...ownOptions]);
    if (options.dtype !== undefined) checkChoice(where, 'dtype', options.dtype, ['float32']);
    this.name = options.name ?? (fixedName === undefined ? uniqueName(where) : snakeCase(fixedName));
    this.reduction = checkReduction(
      where,
      options.reduction === undefined ? 'sumOverBatchSize' : options.reduction,
    );
  }

  /** The loss of each sample (of each element before the last axis), before weights and reduction. */
  abstract call(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor;

  override invoke(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): tf.Tensor {
    return tf.tidy(() => {
      const predicted = toTensor(yPred);
      const values = toComputed(`loss ${this.name}`, this.call(toTensor(yTrue), predicted));
      const weight = sampleWeight == null ? null : toTensor(sampleWeight);
      return reduceWeighted(values, weight, bothMasks(getMask(predicted), getMask(values)), this.reduction);
    });
  }

  /** Keras's saved form; `fromConfig` and `losses.get` take it. */
  override getConfig(): Record<string, unknown> {
    return { name: this.name, reduction: this.reduction === null ? null : snakeCase(this.reduction) };
  }
}

function bothMasks(a: tf.Tensor | null, b: tf.Tensor | null): tf.Tensor | null {
  if (a === null || b === null) return a ?? b;
  return tf.logicalAnd(tf.cast(a, 'bool'), tf.cast(b, 'bool'));
}
