import type * as tf from '@tensorflow/tfjs-core';
import type { Nested } from '../support/structure.js';
import type { ColumnLike } from './column.js';

/** Data of one batch, or of all samples: tensors or numbers, also in lists and dictionaries. */
export type DataStructure = Nested<ColumnLike>;

/**
 * One batch as a generator or a data set gives it: `[x]`, `[x, y]`, `[x, y, sampleWeight]`, or `{ xs, ys }`. What a
 * generator yields has no fixed length for the compiler; a batch's parts are counted when it comes.
 */
export type BatchLike =
  | tf.Tensor
  | readonly DataStructure[]
  | readonly [x: DataStructure, y?: DataStructure | null, sampleWeight?: DataStructure | null]
  | { readonly xs: DataStructure; readonly ys?: DataStructure };
