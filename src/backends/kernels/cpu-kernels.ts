import * as tf from '@tensorflow/tfjs-core';
import { broadcastBatches } from './batches.js';
import { cpuOptimizerKernels } from './fused-optimizers.js';
import { maxPoolKernels } from './max-pool.js';
import { cpuMaxPool } from './max-pool-on-cpu.js';

let registered = false;

/** Adds our kernels to tfjs's plain JavaScript backend. Once. */
export function registerCpuKernels(): void {
  if (registered) return;
  registered = true;
  for (const kernel of cpuOptimizerKernels) tf.registerKernel(kernel);
  const products = broadcastBatches(tf.getKernel(tf.BatchMatMul, 'cpu'));
  for (const kernel of [...maxPoolKernels('cpu', cpuMaxPool), products]) {
    tf.unregisterKernel(kernel.kernelName, 'cpu');
    tf.registerKernel(kernel);
  }
}
