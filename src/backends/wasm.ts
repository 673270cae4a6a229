import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Candidate } from './candidate.js';
import { loadCpuKernels } from './cpu.js';
import { registerWasmKernels } from './kernels/wasm-kernels.js';
import { guardMemory } from './wasm-memory.js';

/** Backends whose memory is watched. */
const guarded = new WeakSet<BackendWasm>();

/** tfjs's WebAssembly backend (XNNPACK), with the kernels that training needs added: the embedded default. */
export const wasm: Candidate = {
  name: 'wasm',
  async probe() {
    if (!('WebAssembly' in globalThis))
      return {
        state: 'absent',
        why: 'this JavaScript engine has no WebAssembly',
        fix: 'node without --jitless',
      };
    await import('@tensorflow/tfjs-backend-wasm');
    if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')))
      return { state: 'absent', why: 'this processor has no SIMD for WebAssembly', fix: 'use cpu' };
    return { state: 'ready', why: 'SIMD, 1 thread' };
  },
  async load() {
    await import('@tensorflow/tfjs-backend-wasm');
    await loadCpuKernels();
    registerWasmKernels();
    if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly module could not be loaded');
    const backend = tf.backend() as unknown as BackendWasm;
    if (guarded.has(backend)) return;
    guarded.add(backend);
    guardMemory(backend);
  },
};
