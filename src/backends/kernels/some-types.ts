import * as tf from '@tensorflow/tfjs-core';
import { borrowFromCpu } from './borrowed.js';

/** The types of which a kernel of tfjs's wasm backend gives right numbers, where these are not all. */
const RIGHT: Readonly<Record<string, readonly tf.DataType[]>> = {
  ...Object.fromEntries(
    [
      ...[tf.Abs, tf.Atan, tf.Atan2, tf.Exp, tf.FloorDiv, tf.LeakyRelu, tf.Neg, tf.Relu, tf.Reverse],
      ...[tf.Round, tf.Selu, tf.Sign, tf.Sinh, tf.Softplus, tf.Square, tf.Step, tf.TopK],
    ].map((name) => [name, ['float32', 'int32']]),
  ),
  ...Object.fromEntries(
    [
      ...[
        tf.Acos,
        tf.Acosh,
        tf.Asin,
        tf.Asinh,
        tf.Atanh,
        tf.Expm1,
        tf.IsFinite,
        tf.IsInf,
        tf.IsNan,
        tf.Log1p,
      ],
      ...[tf.Mod, tf.Prelu, tf.Reciprocal],
    ].map((name) => [name, ['float32']]),
  ),
};

/** The names of kernels that {@link forSomeTypes} wraps. */
export const OF_SOME_TYPES: readonly string[] = Object.keys(RIGHT);

/**
 * Kernels of tfjs's wasm backend print that they do not know booleans, or integers, and leave what was in the memory
 * before; reversing booleans writes behind their end. Other types go to the plain-JavaScript kernel.
 */
export function forSomeTypes(kernel: tf.KernelConfig): tf.KernelConfig {
  const right = RIGHT[kernel.kernelName] as readonly tf.DataType[];
  const borrowed = borrowFromCpu(kernel.kernelName, kernel.backendName);
  return {
    ...kernel,
    kernelFunc(call) {
      const [first, ...others] = Object.values(call.inputs) as tf.TensorInfo[];
      // Prelu broadcasts nothing.
      const fits =
        kernel.kernelName !== tf.Prelu ||
        others.every(({ shape }) => tf.util.arraysEqual(shape, first!.shape));
      const isRight = fits && [first!, ...others].every(({ dtype }) => right.includes(dtype));
      return (isRight ? kernel : borrowed).kernelFunc(call);
    },
  };
}
