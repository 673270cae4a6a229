import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../support/errors.js';
import { showShape } from '../support/shape.js';

/**
 * Labels `[batch, ..., 1]` lose their last axis; their shape must then be the predictions' without the classes. The
 * ShapeError for one-hot labels names `forOneHot`.
 */
export function classNumbers(
  where: string,
  labels: tf.Tensor,
  predicted: tf.Tensor,
  forOneHot: string,
): tf.Tensor {
  const numbers =
    labels.rank === predicted.rank && labels.shape.at(-1) === 1 ? tf.squeeze(labels, [-1]) : labels;
  const expected = predicted.shape.slice(0, -1);
  const fits = numbers.rank === expected.length && numbers.shape.every((size, i) => size === expected[i]);
  if (fits && predicted.rank > 0) return numbers;
  const oneHot = labels.rank === predicted.rank && labels.shape.at(-1) === predicted.shape.at(-1);
  throw new ShapeError(
    `${where}: expected class numbers of shape ${showShape(expected)} for predictions of shape ` +
      `${showShape(predicted.shape)}; received labels of shape ${showShape(labels.shape)}.`,
    oneHot ? { fix: `${forOneHot} for one-hot labels` } : {},
  );
}
