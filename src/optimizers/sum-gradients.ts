import type * as tf from '@tensorflow/tfjs-core';
import { currentReplica } from '../backends/replica.js';

/** Pairs of gradient and variable with the gradients' sums over all replicas; the same pairs where there is one replica. */
export function sumGradients<V>(pairs: readonly (readonly [tf.Tensor, V])[]): [tf.Tensor, V][] {
  const replica = currentReplica();
  if (replica === null || pairs.length === 0)
    return pairs.map(([gradient, variable]) => [gradient, variable]);
  const sums = replica.sum(pairs.map(([gradient]) => gradient));
  return pairs.map(([, variable], i) => [sums[i]!, variable]);
}
