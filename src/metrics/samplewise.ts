import * as tf from '@tensorflow/tfjs-core';
import { getMask } from '../backends/operations/mask.js';
import { applyMask } from '../losses/reduction.js';
import { toSameRank } from '../losses/same-rank.js';

type Reduce = (x: tf.Tensor, axis?: number[]) => tf.Tensor;

/** Values of any rank become one for each sample, weighted; the weights become one for each sample too. */
export function toSamplewise(
  given: tf.Tensor,
  sampleWeight: tf.Tensor | null,
  reduce: Reduce,
): { values: tf.Tensor; weights: tf.Tensor | null } {
  let values = given;
  let weights = sampleWeight;
  if (weights !== null) {
    weights = applyMask(weights, getMask(given), 'sum')!;
    [values, weights] = toSameRank(values, weights);
    const { rank } = weights;
    if (values.rank > rank) values = reduce(values, range(rank, values.rank));
    weights = tf.broadcastTo(weights, values.shape);
    values = tf.mul(values, weights);
    if (rank > 1) weights = reduce(weights, range(1, rank));
  }
  if (values.rank > 1) values = reduce(values, range(1, values.rank));
  return { values, weights };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
