import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** Below so many multiplications the transposed form is as fast as the transpose. */
const WORTH_A_TRANSPOSE = 10_000;

/**
 * The matrix products of wasm, made to stay on the fast path: XNNPACK multiplies only operands that are not
 * transposed, and the loop that takes the others is 5 to 9 times slower (measured: [32,784] x [32,64] with the first
 * transposed 1.6 ms, after an explicit transpose 0.2 ms). Gradients of dense layers use these forms.
 *
 * Gives wrappers of the registered kernels 'BatchMatMul' and '_FusedMatMul'; products of several matrices are left as
 * they are, they never take the fast path.
 */
export function withExplicitTransposes(kernel: tf.KernelConfig, transpose: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc({ inputs, attrs, backend }) {
      const a = inputs['a']!;
      const b = inputs['b']!;
      const { transposeA = false, transposeB = false } = attrs as {
        transposeA?: boolean;
        transposeB?: boolean;
      };
      const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
      const oneMatrix = tf.util.sizeFromShape(a.shape) === aRows * aColumns && matrices(b) === 1;
      const work = aRows * aColumns * b.shape.at(transposeB ? -2 : -1)!;
      if ((!transposeA && !transposeB) || !oneMatrix || work < WORTH_A_TRANSPOSE)
        return kernel.kernelFunc({ inputs, attrs: attrs!, backend });
      const swapped = (x: tf.TensorInfo): tf.TensorInfo => {
        const perm = x.shape.map((_, i) => i);
        perm.push(...perm.splice(-2).reverse());
        return transpose.kernelFunc({ inputs: { x }, attrs: { perm }, backend }) as tf.TensorInfo;
      };
      const left = transposeA ? swapped(a) : a;
      const right = transposeB ? swapped(b) : b;
      try {
        return kernel.kernelFunc({
          inputs: { ...inputs, a: left, b: right },
          attrs: { ...attrs, transposeA: false, transposeB: false },
          backend,
        });
      } finally {
        const wasm = backend as BackendWasm;
        if (transposeA) wasm.disposeData(left.dataId);
        if (transposeB) wasm.disposeData(right.dataId);
      }
    },
  };
}

function matrices({ shape }: tf.TensorInfo): number {
  return tf.util.sizeFromShape(shape.slice(0, -2));
}
