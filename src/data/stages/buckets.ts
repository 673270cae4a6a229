import type * as tf from '@tensorflow/tfjs-core';
import { checkPositiveInteger } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';

/** Buckets of elements of similar length: in which an element belongs, and how many make a batch there. */
export interface Buckets<A extends readonly unknown[]> {
  keyOf(...parts: A): number;
  sizeOf(bucket: number): number;
}

/** One bucket below each boundary, and one above the last. */
export function buckets<A extends readonly unknown[]>(
  lengthOf: (...parts: A) => number | tf.Tensor,
  boundaries: readonly number[],
  batchSizes: readonly number[],
): Buckets<A> {
  const where = 'Dataset.bucketBySequenceLength';
  if (batchSizes.length !== boundaries.length + 1) {
    throw new ValueError(
      `${where}: expected one batch size more than the ${boundaries.length} boundaries; received ${batchSizes.length}.`,
    );
  }
  for (const size of batchSizes) checkPositiveInteger(where, 'batchSizes', size);
  return {
    keyOf(...parts) {
      const found = lengthOf(...parts);
      const length = typeof found === 'number' ? found : (found.dataSync()[0] as number);
      return boundaries.filter((boundary) => boundary <= length).length;
    },
    sizeOf: (bucket) => batchSizes[bucket] as number,
  };
}
