import * as tf from '@tensorflow/tfjs-core';
import type { Candidate } from './candidate.js';
import { registerCpuKernels } from './kernels/cpu-kernels.js';

/** Loads tfjs's plain JavaScript kernels without making them the backend in use; other backends borrow from them. */
export async function loadCpuKernels(): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
  registerCpuKernels();
  // Its first use in Node would print an advertisement for another package.
  const backend = tf.findBackend('cpu') as unknown as { firstUse: boolean };
  backend.firstUse = false;
}

/** tfjs's plain JavaScript backend: works everywhere, slow. */
export const cpu: Candidate = {
  name: 'cpu',
  probe: async () => ({ state: 'ready', why: 'plain JavaScript' }),
  async load() {
    await loadCpuKernels();
    await tf.setBackend('cpu');
  },
};
