import * as tf from '@tensorflow/tfjs-core';
import { fusedOptimizerKernels } from './fused-optimizers.js';

let registered = false;

/** Adds our kernels to tfjs's plain JavaScript backend. Once. */
export function registerCpuKernels(): void {
  if (registered) return;
  registered = true;
  for (const kernel of fusedOptimizerKernels('cpu')) tf.registerKernel(kernel);
}
