import * as tf from '@tensorflow/tfjs-core';

/** A kernel whose result has the shape that `shapeOf` finds of its own shape, that of its input, and its attributes. */
function reshaped(
  kernel: tf.KernelConfig,
  shapeOf: (own: number[], input: readonly number[], attrs: tf.NamedAttrMap | undefined) => number[],
): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const made = kernel.kernelFunc(call) as tf.TensorInfo;
      const { shape } = call.inputs['x'] as tf.TensorInfo;
      const found = shapeOf(made.shape, shape, call.attrs);
      return found === made.shape ? made : { ...made, shape: found };
    },
  };
}

/** A wrapper of 'ArgMax' and 'ArgMin': tfjs's give a vector of one value where a vector is reduced, in place of a scalar. */
export function reducesToScalars(kernel: tf.KernelConfig): tf.KernelConfig {
  return reshaped(kernel, (own, { length }) => (length === 1 ? [] : own));
}

/** A wrapper of 'FloorDiv': tfjs's gives integers for floats, too. */
export function floorsFloats(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { a, b } = call.inputs as Record<'a' | 'b', tf.Tensor>;
      if (a.dtype === 'int32' && b.dtype === 'int32') return kernel.kernelFunc(call);
      return tf.tidy(() => {
        const x = tf.engine().runKernel<tf.Tensor>(tf.RealDiv, { a, b });
        return tf.engine().runKernel<tf.Tensor>(tf.Floor, { x });
      });
    },
  };
}

/** A wrapper of 'Prod': tfjs's drops the axes of small tensors also with `keepDims`. */
export function keepsAxes(kernel: tf.KernelConfig): tf.KernelConfig {
  return reshaped(kernel, (own, input, attrs) => {
    const { axis, keepDims } = attrs as unknown as tf.ProdAttrs;
    if (!keepDims) return own;
    const axes = tf.util.parseAxisParam(axis, [...input]);
    return input.map((size, i) => (axes.includes(i) ? 1 : size));
  });
}
