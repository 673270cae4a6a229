import type * as tf from '@tensorflow/tfjs-core';
import { Simd } from '../simd/simd.js';
import { borrowUnless } from './borrowed.js';

/**
 * The larger or smaller of a number and NaN is NaN, but on wasm only where NaN is the first: this wrapper of the kernels
 * 'Maximum' and 'Minimum' leaves a second operand that has one to the plain-JavaScript kernel.
 */
export function keepingNaN(kernel: tf.KernelConfig): tf.KernelConfig {
  return borrowUnless(kernel, ({ inputs, backend }) => {
    const b = inputs['b'] as tf.TensorInfo;
    return b.dtype !== 'float32' || !Simd.of(backend as object).hasNaN(b);
  });
}
