import type { Tensor } from '@tensorflow/tfjs-core';
import type { Nested } from '../support/structure.js';

/** The data of one step: inputs, labels (undefined: there are none) and sample weights. */
export type Batch = readonly [
  x: Nested<Tensor>,
  y?: Nested<Tensor> | undefined,
  sampleWeight?: Nested<Tensor> | undefined,
];

/** A batch that is ready; its tensors are made where it is used, inside the step's tidy. */
export interface PendingBatch {
  /** The number of samples. */
  readonly size: number;
  tensors(): Batch;
  /** Some rows of it, where that is cheaper than to slice its tensors. */
  rows?(start: number, count: number): Batch;
  /** Gives back what the source made for this batch and no tidy owns. */
  dispose?(): void;
}

/** The batches of one epoch, one after the other; null at the end. */
export interface BatchStream {
  next(): PendingBatch | null | Promise<PendingBatch | null>;
  /** Called when no more batches are wanted. */
  close?(): void | Promise<void>;
}

/** Where training, evaluation and prediction get batches. */
export interface BatchSource {
  /** Batches of an epoch; null while that is unknown. */
  readonly batches: number | null;
  /** Samples of an epoch; null while that is unknown. */
  readonly samples: number | null;
  /** True if it is known that the data never ends. */
  readonly endless?: boolean;
  /** Begins an epoch. */
  open(): BatchStream;
}
