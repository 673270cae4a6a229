import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../support/errors.js';
import { showShape } from '../support/shape.js';

/** Keras's rule where ranks differ by one: an axis of size 1 at the end is added to or taken from one of the two. */
export function toSameRank(a: tf.Tensor, b: tf.Tensor): [tf.Tensor, tf.Tensor] {
  if (a.rank === b.rank + 1 && a.shape.at(-1) === 1)
    return b.rank === 1 ? [a, tf.expandDims(b, -1)] : [tf.squeeze(a, [-1]), b];
  if (b.rank === a.rank + 1 && b.shape.at(-1) === 1)
    return a.rank === 1 ? [tf.expandDims(a, -1), b] : [a, tf.squeeze(b, [-1])];
  return [a, b];
}

/** Throws a ShapeError unless both have the same shape. */
export function checkSameShape(where: string, yTrue: tf.Tensor, yPred: tf.Tensor, fix?: string): void {
  const same = yTrue.rank === yPred.rank && yTrue.shape.every((size, i) => size === yPred.shape[i]);
  if (!same) mismatch(where, yTrue, yPred, fix);
}

/** Throws a ShapeError unless both have the same rank and sizes that are equal or 1. */
export function checkBroadcast(where: string, yTrue: tf.Tensor, yPred: tf.Tensor): void {
  const fits =
    yTrue.rank === yPred.rank &&
    yTrue.shape.every((size, i) => size === yPred.shape[i] || size === 1 || yPred.shape[i] === 1);
  if (!fits) mismatch(where, yTrue, yPred);
}

function mismatch(where: string, yTrue: tf.Tensor, yPred: tf.Tensor, fix?: string): never {
  throw new ShapeError(
    `${where}: expected labels in the shape of the predictions ${showShape(yPred.shape)}; received ${showShape(yTrue.shape)}.`,
    fix === undefined ? {} : { fix },
  );
}
