import type * as tf from '@tensorflow/tfjs-core';
import { borrowFromCpu } from './borrowed.js';

/**
 * tfjs's strided slice on wasm calls every result float32 and so hands the bits of integers out as floats;
 * anything else than float32 goes to the plain-JavaScript kernel.
 */
export function withRightTypes(kernel: tf.KernelConfig): tf.KernelConfig {
  const borrowed = borrowFromCpu(kernel.kernelName, kernel.backendName);
  return {
    ...kernel,
    kernelFunc: (call) =>
      (call.inputs['x'] as tf.TensorInfo).dtype === 'float32'
        ? kernel.kernelFunc(call)
        : borrowed.kernelFunc(call),
  };
}
