import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type AdamAttrs, adamRate, type SgdAttrs } from '../kernels/fused-optimizers.js';
import { Simd } from './simd.js';

/** The fused optimizers in WebAssembly. */
export const simdOptimizerKernels: readonly tf.KernelConfig[] = [
  {
    kernelName: 'CellgradAdam',
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const { variable, gradient, momentum, velocity, velocity_hat: hat } = inputs;
      const { beta1, beta2, epsilon } = attrs as unknown as AdamAttrs;
      const wasm = backend as BackendWasm;
      const present = hat ? [variable, momentum, velocity, hat] : [variable, momentum, velocity];
      const made = present.map((old) => wasm.makeOutput(old!.shape, 'float32'));
      const simd = Simd.of(wasm);
      const from = [variable, gradient, momentum, velocity, hat].map((tensor) => simd.at(tensor));
      const to = [0, 1, 2, 3].map((i) => simd.at(made[i]));
      const read = (name: string) => wasm.typedArrayFromHeap(inputs[name]!)[0]!;
      const alpha = adamRate(read('learningRate'), read('iterations'), beta1, beta2);
      const n = tf.util.sizeFromShape(variable!.shape);
      simd.run('adam', ...from, ...to, n, alpha, 1 - beta1, 1 - beta2, epsilon);
      return made;
    },
  },
  {
    kernelName: 'CellgradSgd',
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const { variable, gradient, momentum } = inputs;
      const { momentum: factor, nesterov } = attrs as unknown as SgdAttrs;
      const wasm = backend as BackendWasm;
      const present = momentum ? [variable, momentum] : [variable];
      const made = present.map((old) => wasm.makeOutput(old!.shape, 'float32'));
      const simd = Simd.of(wasm);
      const from = [variable, gradient, momentum].map((tensor) => simd.at(tensor));
      const to = [0, 1].map((i) => simd.at(made[i]));
      const rate = wasm.typedArrayFromHeap(inputs['learningRate']!)[0]!;
      const n = tf.util.sizeFromShape(variable!.shape);
      simd.run('sgd', ...from, ...to, n, rate, factor, Number(nesterov));
      return made;
    },
  },
];
