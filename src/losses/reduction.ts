import * as tf from '@tensorflow/tfjs-core';
import { divNoNan } from '../backends/operations/div-no-nan.js';
import { markShare, sumOverReplicas, toShare } from '../backends/replica.js';
import { checkChoice } from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { camelCase } from '../support/names.js';
import { showShape } from '../support/shape.js';
import { toSameRank } from './same-rank.js';

/**
 * How the losses of the samples become one number: their sum divided by how many there are ('sumOverBatchSize', also
 * called 'mean'), their sum, their sum divided by the sum of the weights, or not at all ('none', null).
 */
export type Reduction = 'sumOverBatchSize' | 'mean' | 'sum' | 'meanWithSampleWeight' | 'none' | null;

/** Keras's spellings are accepted too. */
export type ReductionId = Reduction | 'sum_over_batch_size' | 'mean_with_sample_weight';

const REDUCTIONS = ['sumOverBatchSize', 'mean', 'sum', 'meanWithSampleWeight', 'none'] as const;

/** The reduction in camel case, or a ValueError that lists the known ones. */
export function checkReduction(where: string, reduction: ReductionId): Reduction {
  return reduction === null ? null : checkChoice(where, 'reduction', camelCase(reduction), REDUCTIONS);
}

/** Weighs the losses of the samples, leaves masked ones out, and reduces them. */
export function reduceWeighted(
  values: tf.Tensor,
  sampleWeight: tf.Tensor | null,
  mask: tf.Tensor | null,
  reduction: Reduction,
): tf.Tensor {
  const given = applyMask(sampleWeight, mask, reduction);
  if (given === null) return reduce(values, null, reduction);
  const [losses, weights] = toSameRank(values, tf.cast(given, 'float32'));
  checkWeights(losses, weights);
  return reduce(tf.mul(losses, weights), weights, reduction);
}

function checkWeights({ shape: losses }: tf.Tensor, { shape: weights }: tf.Tensor): void {
  const fits =
    weights.length <= losses.length &&
    weights.every((size, i) => size === 1 || size === losses.at(i - weights.length));
  if (fits || losses.length === 0) return;
  const oneEach = weights.length === 1 && weights[0] === losses[0];
  throw new ShapeError(
    `sampleWeight: expected a shape that fits the losses ${showShape(losses)}; received ${showShape(weights)}.`,
    oneEach
      ? {
          fix: `one weight for each sample: shape ${showShape([weights[0]!, ...losses.slice(1).map(() => 1)])}`,
        }
      : {},
  );
}

function reduce(values: tf.Tensor, weights: tf.Tensor | null, reduction: Reduction): tf.Tensor {
  if (reduction === null || reduction === 'none' || (values.rank === 1 && values.size === 0)) return values;
  if (values.rank === 0) return reduction === 'sum' ? values : toShare(values);
  if (reduction === 'sum') return tf.sum(values);
  if (reduction === 'meanWithSampleWeight' && weights !== null)
    return markShare(divNoNan(tf.sum(values), sumOverReplicas(tf.sum(weights))));
  return toShare(tf.mean(values));
}

/**
 * Merges a mask into the sample weights. For a mean the elements that count weigh total / valid, so that the mean over
 * all of them is the mean over the valid ones.
 */
export function applyMask(
  sampleWeight: tf.Tensor | null,
  mask: tf.Tensor | null,
  reduction: Reduction,
): tf.Tensor | null {
  if (mask === null) return sampleWeight;
  let weights = tf.cast(mask, 'float32');
  if (reduction === 'mean' || reduction === 'sumOverBatchSize')
    weights = tf.mul(
      weights,
      divNoNan(sumOverReplicas(tf.scalar(mask.size)), sumOverReplicas(tf.sum(weights))),
    );
  if (sampleWeight === null) return weights;
  const [a, b] = toSameRank(weights, tf.cast(sampleWeight, 'float32'));
  return tf.mul(a, b);
}
