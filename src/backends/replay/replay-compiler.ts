import type * as tf from '@tensorflow/tfjs-core';
import type { StepCompiler } from '../recording/step-compiler.js';
import { ReplayedStep } from './replayed-step.js';

const compilers = new WeakMap<tf.KernelBackend, StepCompiler>();

/** Recording computes a batch once more, and spares about half of each that follows. */
const EAGER_BATCHES = 3;

/** Records steps by their kernels, for backends that have no functions of their own. */
export function replayCompiler(backend: tf.KernelBackend): StepCompiler {
  let compiler = compilers.get(backend);
  if (compiler === undefined) {
    compiler = {
      backend,
      replays: true,
      eagerBatches: EAGER_BATCHES,
      compile: (step, inputs, options) => new ReplayedStep(backend, step, inputs, options),
    };
    compilers.set(backend, compiler);
  }
  return compiler;
}
