import * as tf from '@tensorflow/tfjs-core';
import { fusedOptimizerKernels } from './fused-optimizers.js';
import { maxPoolKernels } from './max-pool.js';

let registered = false;

/** Adds our kernels to tfjs's plain JavaScript backend. Once. */
export function registerCpuKernels(): void {
  if (registered) return;
  registered = true;
  for (const kernel of fusedOptimizerKernels('cpu')) tf.registerKernel(kernel);
  for (const kernel of maxPoolKernels('cpu')) {
    tf.unregisterKernel(kernel.kernelName, 'cpu');
    tf.registerKernel(kernel);
  }
}
