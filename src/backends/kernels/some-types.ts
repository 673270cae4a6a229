import * as tf from '@tensorflow/tfjs-core';
import { borrowUnless } from './borrowed.js';

/** Kernels of tfjs's wasm backend that give right numbers for floats and integers alone. */
const FOR_NUMBERS = [
  ...[tf.Abs, tf.Atan, tf.Atan2, tf.Exp, tf.FloorDiv, tf.LeakyRelu, tf.Neg, tf.Relu, tf.Reverse],
  ...[tf.Round, tf.Selu, tf.Sign, tf.Sinh, tf.Softplus, tf.Square, tf.Step, tf.TopK],
];

/** Those that give them for floats alone. */
const FOR_FLOATS = [
  ...[tf.Acos, tf.Acosh, tf.Asin, tf.Asinh, tf.Atanh, tf.Expm1, tf.IsFinite, tf.IsInf, tf.IsNan],
  ...[tf.Log1p, tf.Mod, tf.Prelu, tf.Reciprocal],
];

/** The names of kernels that {@link forSomeTypes} wraps. */
export const OF_SOME_TYPES: readonly string[] = [...FOR_NUMBERS, ...FOR_FLOATS];

/**
 * Such kernels print that they do not know booleans, or integers, and leave what was in the memory before; reversing booleans
 * writes behind their end. Other types go to the plain-JavaScript kernel.
 */
export function forSomeTypes(kernel: tf.KernelConfig): tf.KernelConfig {
  const right = FOR_NUMBERS.includes(kernel.kernelName) ? ['float32', 'int32'] : ['float32'];
  return borrowUnless(kernel, ({ inputs }) => operands(inputs).every(({ dtype }) => right.includes(dtype)));
}

/** A kernel that broadcasts nothing: operands of several shapes go to the plain-JavaScript kernel. */
export function forOneShape(kernel: tf.KernelConfig): tf.KernelConfig {
  return borrowUnless(kernel, ({ inputs }) => {
    const [first, ...others] = operands(inputs);
    return others.every(({ shape }) => tf.util.arraysEqual(shape, first!.shape));
  });
}

function operands(inputs: tf.NamedTensorInfoMap): tf.TensorInfo[] {
  return Object.values(inputs) as tf.TensorInfo[];
}
