import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Candidate } from './candidate.js';
import { loadCpuKernels } from './cpu.js';
import { registerWasmKernels } from './kernels/wasm-kernels.js';
import { setStepCompiler } from './recording/step-compiler.js';
import { replayCompiler } from './replay/replay-compiler.js';
import { poolThreads } from './simd/thread-pool.js';
import { writeInPlace } from './wasm/late.js';
import { guardMemory } from './wasm/memory.js';
import { withSharedMemory } from './wasm/shared-memory.js';

/** Backends whose memory is watched. */
const guarded = new WeakSet<BackendWasm>();

/** The start that is on its way, which all who ask meanwhile wait for. */
let starting: Promise<boolean> | null = null;

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
    return { state: 'ready', why: `SIMD, ${poolThreads()} thread${poolThreads() === 1 ? '' : 's'}` };
  },
  async load() {
    await import('@tensorflow/tfjs-backend-wasm');
    await loadCpuKernels();
    registerWasmKernels();
    // tfjs refuses a start when another one comes before its end.
    starting ??= withoutItsListeners(() => withSharedMemory(() => tf.setBackend('wasm'))).finally(() => {
      starting = null;
    });
    if (!(await starting)) throw new Error('the WebAssembly module could not be loaded');
    const backend = tf.backend() as unknown as BackendWasm;
    setStepCompiler(replayCompiler(backend));
    if (guarded.has(backend)) return;
    guarded.add(backend);
    guardMemory(backend);
    writeInPlace(backend);
  },
};

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * The WebAssembly module's loader has every uncaught error of the process thrown once more, which ends it: a kernel's,
 * too, that would only have told the user. What it adds is taken away again.
 */
async function withoutItsListeners<Result>(load: () => Promise<Result>): Promise<Result> {
  if (typeof process === 'undefined') return load();
  const before = EVENTS.map((event) => new Set(process.rawListeners(event)));
  try {
    return await load();
  } finally {
    EVENTS.forEach((event, i) => {
      for (const one of process.rawListeners(event))
        if (!before[i]!.has(one)) process.removeListener(event, one as (...values: unknown[]) => void);
    });
  }
}
