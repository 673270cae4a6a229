import type * as tf from '@tensorflow/tfjs-core';

/**
 * tfjs's tensor. Where the rank is not known, each size of its shape is a number: tfjs's own type says of `x.shape[1]` that
 * it may be undefined, as it is for a tensor of rank 1.
 */
export type Tensor<R extends tf.Rank = tf.Rank> = tf.Tensor<R> & { readonly shape: number[] };
