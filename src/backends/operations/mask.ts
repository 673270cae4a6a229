import type * as tf from '@tensorflow/tfjs-core';

/** Masks travel beside their tensors, as Keras's `_keras_mask`. */
const masks = new WeakMap<tf.Tensor, tf.Tensor>();

/** The mask that belongs to a tensor, or null. */
export function getMask(tensor: tf.Tensor): tf.Tensor | null {
  return masks.get(tensor) ?? null;
}

/** Attaches a mask to a tensor: true or 1 where the elements count; null takes it away. */
export function setMask(tensor: tf.Tensor, mask: tf.Tensor | null): void {
  if (mask === null) masks.delete(tensor);
  else masks.set(tensor, mask);
}

/** Masks that tensors had, or would have, had no layer taken one away. */
const lost = new WeakMap<tf.Tensor, tf.Tensor>();

/** Takes a tensor's mask away, so that only {@link lastingMask} still knows it. */
export function loseMask(tensor: tf.Tensor): void {
  const mask = getMask(tensor);
  if (mask !== null) keepLost(tensor, mask);
  setMask(tensor, null);
}

/** Notes the mask that a tensor would have. */
export function keepLost(tensor: tf.Tensor, mask: tf.Tensor): void {
  lost.set(tensor, mask);
}

/** True where a mask was lost on the way to this tensor. */
export function hasLost(tensor: tf.Tensor): boolean {
  return lost.has(tensor);
}

/** The mask of a tensor, also one that was lost. */
export function lastingMask(tensor: tf.Tensor): tf.Tensor | null {
  return lost.get(tensor) ?? getMask(tensor);
}
