import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * tfjs's kernels 'Identity' and 'Cast' on wasm copy what is left as it is; a tape clones all that gradients need. This
 * wrapper gives a second reference to the same memory, as a reshape does: no kernel writes into its inputs.
 */
export function sharing(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc({ inputs, attrs, backend }) {
      const x = inputs['x']!;
      const { dtype = x.dtype } = (attrs ?? {}) as Partial<tf.CastAttrs>;
      if (dtype !== x.dtype || dtype === 'string')
        return kernel.kernelFunc({ inputs, attrs: attrs!, backend });
      (backend as BackendWasm).incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype };
    },
  };
}
