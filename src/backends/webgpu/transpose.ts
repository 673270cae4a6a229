import * as tf from '@tensorflow/tfjs-core';

/**
 * tfjs's shader for most transposes declares floats as its result, so that it does not compile for integers. Floats hold 16
 * bits of an integer exactly: this wrapper of the kernel 'Transpose' sends both halves through it.
 */
export function transposesIntegers(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.TensorInfo;
      const { perm } = call.attrs as unknown as tf.TransposeAttrs;
      if (x.dtype !== 'int32' && x.dtype !== 'bool') return kernel.kernelFunc(call);
      return tf.tidy(() => {
        const moved = (part: tf.Tensor) => tf.cast(tf.transpose(tf.cast(part, 'float32'), perm), 'int32');
        // Kernels receive tensors where they are called through tfjs-core's engine.
        const whole = x as tf.Tensor;
        if (x.dtype === 'bool') return tf.cast(moved(whole), 'bool');
        const unit = tf.scalar(2 ** 16, 'int32');
        const high = tf.floorDiv(whole, unit);
        const low = tf.sub(whole, tf.mul(high, unit));
        return tf.add(tf.mul(moved(high), unit), moved(low));
      });
    },
  };
}
