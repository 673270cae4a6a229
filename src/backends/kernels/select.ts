import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { borrowUnless } from './borrowed.js';

/**
 * tfjs's choice on wasm takes booleans, and a second tensor of another type, for numbers as wide as the first one's, and
 * reads and writes behind their ends. This wrapper of the kernel 'Select' casts both to one type before, and leaves
 * booleans to the plain-JavaScript kernel.
 */
export function ofOneType(kernel: tf.KernelConfig): tf.KernelConfig {
  const { kernelFunc: choose } = borrowUnless(
    kernel,
    ({ inputs }) => (inputs['t'] as tf.TensorInfo).dtype !== 'bool',
  );
  return {
    ...kernel,
    kernelFunc(call) {
      const { condition, t, e } = call.inputs as Record<'condition' | 't' | 'e', tf.TensorInfo>;
      const dtype = tf.upcastType(t.dtype, e.dtype);
      // What tfjs broadcasts to no values it leaves as it was.
      const shape = tf.broadcast_util.assertAndGetBroadcastShape(t.shape, e.shape);
      if (shape.includes(0)) return (call.backend as BackendWasm).makeOutput(shape, dtype);
      if (t.dtype === e.dtype) return choose(call);
      const cast = tf.getKernel(tf.Cast, kernel.backendName)!;
      const [first, second] = [t, e].map((x) =>
        cast.kernelFunc({ inputs: { x }, attrs: { dtype }, backend: call.backend }),
      ) as [tf.TensorInfo, tf.TensorInfo];
      const found = choose({ ...call, inputs: { condition, t: first, e: second } });
      for (const { dataId } of [first, second]) (call.backend as tf.KernelBackend).disposeData(dataId);
      return found;
    },
  };
}
