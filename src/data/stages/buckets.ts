import type * as tf from '@tensorflow/tfjs-core';
import { checkPositiveInteger } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { mapStructure } from '../../support/structure.js';
import type { ElementSpec } from '../element-spec.js';
import type { TensorSpec } from '../tensor-spec.js';
import type { PaddedBatchOptions, PaddedShapes } from './padded-batch.js';

/** Options of `bucketBySequenceLength`. */
export interface BucketOptions extends PaddedBatchOptions {
  /** True: pads to the longest that the bucket may hold, one below its boundary; longer elements are an error. */
  readonly padToBucketBoundary?: boolean | undefined;
  /** True: joins elements as they are; those of a bucket have one shape. */
  readonly noPadding?: boolean | undefined;
}

/** Buckets of elements of similar length: in which an element belongs, and how a batch is made there. */
export interface Buckets<A extends readonly unknown[]> {
  keyOf(...parts: A): number;
  sizeOf(bucket: number): number;
  paddingOf(bucket: number): PaddedBatchOptions;
}

const WHERE = 'Dataset.bucketBySequenceLength';

/** One bucket below each boundary, and one above the last. `spec`: what is known of the elements without reading. */
export function buckets<A extends readonly unknown[]>(
  lengthOf: (...parts: A) => number | tf.Tensor,
  boundaries: readonly number[],
  batchSizes: readonly number[],
  { padToBucketBoundary = false, noPadding: _, ...padding }: BucketOptions,
  spec: ElementSpec | undefined,
): Buckets<A> {
  if (batchSizes.length !== boundaries.length + 1) {
    throw new ValueError(
      `${WHERE}: expected one batch size more than the ${boundaries.length} boundaries; received ${batchSizes.length}.`,
    );
  }
  for (const size of batchSizes) checkPositiveInteger(WHERE, 'batchSizes', size);
  const shapes =
    padding.paddedShapes ??
    (spec && (mapStructure(spec, (leaf) => (leaf as TensorSpec).shape) as unknown as PaddedShapes));
  if (padToBucketBoundary && shapes === undefined) {
    throw new ValueError(
      `${WHERE}: padToBucketBoundary needs the shapes of the elements, which are not known.`,
      {
        fix: 'paddedShapes: [null], or [[null], []] for tuples',
      },
    );
  }
  return {
    keyOf(...parts) {
      const found = lengthOf(...parts);
      const length = typeof found === 'number' ? found : (found.dataSync()[0] as number);
      return boundaries.filter((boundary) => boundary <= length).length;
    },
    sizeOf: (bucket) => batchSizes[bucket] as number,
    paddingOf(bucket) {
      if (!padToBucketBoundary) return padding;
      const boundary = boundaries[bucket];
      if (boundary !== undefined)
        return { ...padding, paddedShapes: filled(shapes as PaddedShapes, boundary - 1) };
      throw new ValueError(
        `${WHERE}: expected elements shorter than ${boundaries.at(-1)}; received a longer one.`,
        {
          fix: 'add a boundary, or filter(...) them before',
        },
      );
    },
  };
}

/** Shapes with a size where one varies. */
function filled(shapes: PaddedShapes | number | null, size: number): PaddedShapes {
  if (shapes === null || typeof shapes === 'number') {
    return (shapes === null || shapes === -1 ? size : shapes) as unknown as PaddedShapes;
  }
  if (Array.isArray(shapes)) return shapes.map((part) => filled(part, size)) as PaddedShapes;
  return Object.fromEntries(
    Object.entries(shapes).map(([name, part]) => [name, filled(part as PaddedShapes, size)]),
  );
}
