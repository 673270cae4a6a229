import type * as tf from '@tensorflow/tfjs-core';

/** A shader of tfjs's. */
interface Program {
  shaderKey: string;
  getUserCode(): string;
}

type Run = (program: Program, inputs: tf.TensorInfo[], dtype: tf.DataType) => tf.TensorInfo;

/**
 * tfjs's shaders for transposes write floats, so that they do not compile for integers. This wrapper of the kernel
 * 'Transpose' has them write integers; a matrix gets a third axis, since its shader also keeps floats in between.
 */
export function transposesIntegers(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.TensorInfo;
      const { perm } = call.attrs as unknown as tf.TransposeAttrs;
      if (x.dtype !== 'int32' && x.dtype !== 'bool') return kernel.kernelFunc(call);
      const isMatrix = x.shape.length === 2;
      const given = { dataId: x.dataId, dtype: x.dtype, shape: isMatrix ? [1, ...x.shape] : x.shape };
      const made = kernel.kernelFunc({
        inputs: { x: given },
        attrs: { perm: isMatrix ? [0, ...perm.map((axis) => axis + 1)] : perm },
        backend: writingIntegers(call.backend as { runWebGPUProgram: Run }),
      }) as tf.TensorInfo;
      return isMatrix ? { ...made, shape: made.shape.slice(1) } : made;
    },
  };
}

/** The backend, with shaders that write integers. */
function writingIntegers<Backend extends { runWebGPUProgram: Run }>(backend: Backend): Backend {
  const runWebGPUProgram: Run = (program, inputs, dtype) => {
    const code = program.getUserCode().replaceAll('setOutputAtIndex(', 'setOutputAtIndexI32(');
    program.getUserCode = () => code;
    program.shaderKey += ' of integers';
    return backend.runWebGPUProgram(program, inputs, dtype);
  };
  return Object.create(backend, { runWebGPUProgram: { value: runWebGPUProgram } }) as Backend;
}
