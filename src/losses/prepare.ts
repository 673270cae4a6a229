import type * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { checkBroadcast, toSameRank } from './same-rank.js';

/** Labels and predictions as float tensors of one rank whose shapes fit, or a ShapeError that names `where`. */
export function labelsAndPredictions(
  where: string,
  yTrue: TensorInput,
  yPred: TensorInput,
): [tf.Tensor, tf.Tensor] {
  const [labels, predicted] = toSameRank(toTensor(yTrue), toTensor(yPred));
  checkBroadcast(where, labels, predicted);
  return [labels, predicted];
}
