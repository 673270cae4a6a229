import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * tfjs's cast to bool on wasm copies numbers into bytes, so that 0.5 becomes false and 2 is neither false nor true. This
 * wrapper of the kernel 'Cast' gives 1 for everything but 0.
 */
export function withTrueBooleans(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc({ inputs, attrs, backend }) {
      const x = inputs['x']!;
      const { dtype } = attrs as unknown as tf.CastAttrs;
      if (dtype !== 'bool' || x.dtype === 'bool' || x.dtype === 'string' || x.dtype === 'complex64')
        return kernel.kernelFunc({ inputs, attrs: attrs!, backend });
      const wasm = backend as BackendWasm;
      const out = wasm.makeOutput(x.shape, 'bool');
      const from = wasm.typedArrayFromHeap(x);
      const to = wasm.typedArrayFromHeap(out);
      for (let i = 0; i < to.length; i++) to[i] = from[i] === 0 ? 0 : 1;
      return out;
    },
  };
}
