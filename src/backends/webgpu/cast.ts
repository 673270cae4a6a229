import * as tf from '@tensorflow/tfjs-core';

/**
 * tfjs calls integers floats without converting them, and shaders that take values as they lie do not compile then. This
 * wrapper of the kernel 'Cast' converts them.
 */
export function convertsIntegers(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.TensorInfo;
      const { dtype } = call.attrs as unknown as tf.CastAttrs;
      if (dtype !== 'float32' || (x.dtype !== 'int32' && x.dtype !== 'bool')) return kernel.kernelFunc(call);
      // The shader of products converts each operand.
      return tf.tidy(() =>
        tf.engine().runKernel<tf.Tensor>(tf.Multiply, { a: x as tf.Tensor, b: tf.scalar(1) }),
      );
    },
  };
}
