import type * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../symbolic-tensor.js';
import type { Merge } from './merge.js';

/** Keras's function form of a merging layer; without a list of inputs it makes the layer, as tfjs's does. */
export interface MergeFunction<M extends Merge, O> {
  (inputs: readonly SymbolicTensor[], options?: O): SymbolicTensor;
  (inputs: readonly tf.Tensor[], options?: O): tf.Tensor;
  (options?: O): M;
}

/** The function form of a class of merging layers. */
export function mergeFunction<M extends Merge, O>(
  type: new (options: O) => M,
  defaults: Partial<O> = {},
): MergeFunction<M, O> {
  const merge = (first?: readonly unknown[] | O, options?: O): unknown => {
    if (!Array.isArray(first)) return new type({ ...defaults, ...(first as O) });
    return new type({ ...defaults, ...options } as O).invoke(first);
  };
  return merge as MergeFunction<M, O>;
}
