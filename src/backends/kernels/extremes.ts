import type * as tf from '@tensorflow/tfjs-core';
import { Simd } from '../simd/simd.js';
import { borrowFromCpu } from './borrowed.js';

/**
 * The larger or smaller of a number and NaN is NaN, but on wasm only where NaN is the first: this wrapper of the kernels
 * 'Maximum' and 'Minimum' leaves a second operand that has one to the plain-JavaScript kernel.
 */
export function keepingNaN(kernel: tf.KernelConfig): tf.KernelConfig {
  const borrowed = borrowFromCpu(kernel.kernelName, kernel.backendName);
  return {
    ...kernel,
    kernelFunc(call) {
      const b = call.inputs['b'] as tf.TensorInfo;
      const hides = b.dtype === 'float32' && Simd.of(call.backend as object).hasNaN(b);
      return (hides ? borrowed : kernel).kernelFunc(call);
    },
  };
}
