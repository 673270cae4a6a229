import * as tf from '@tensorflow/tfjs-core';
import { getMask, hasLost, keepLost, lastingMask, loseMask, setMask } from '../backends/operations/mask.js';
import { flatten, mapStructure, type Nested } from '../support/structure.js';

export { getMask, loseMask, setMask };

/** Masks in the structure of the tensors that they belong to; null where a tensor has none. */
export type Masks = Nested<tf.Tensor | null> | null;

/** The masks of tensors in their structure; null if none of them has one. */
export function masksOf(tensors: Nested<tf.Tensor>): Masks {
  if (tensors instanceof tf.Tensor) return getMask(tensors);
  if (flatten(tensors).every((tensor) => getMask(tensor) === null)) return null;
  return mapStructure(tensors, getMask);
}

/** Attaches masks to the tensors of a structure, except where one is there already. */
export function attachMasks(tensors: Nested<tf.Tensor>, given: Masks): void {
  if (given === null) return;
  const list = flatten(given);
  flatten(tensors).forEach((tensor, i) => {
    const mask = list[i];
    if (mask && getMask(tensor) === null) setMask(tensor, mask);
  });
}

/** Masks of tensors of which one has lost its own, as if none were lost; null where none is. */
export function lastingMasks(tensors: Nested<tf.Tensor>): Masks {
  return flatten(tensors).some(hasLost) ? mapStructure(tensors, lastingMask) : null;
}

/** Notes for the tensors of a structure the masks that they would have. */
export function keepLastingMasks(tensors: Nested<tf.Tensor>, given: Masks): void {
  if (given === null) return;
  const list = flatten(given);
  flatten(tensors).forEach((tensor, i) => {
    const mask = list[i];
    if (mask && mask !== getMask(tensor)) keepLost(tensor, mask);
  });
}
