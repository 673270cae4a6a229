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
