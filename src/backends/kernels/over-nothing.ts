import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** What a reduction of no values gives, as in TensorFlow; the largest and smallest of integers are the ends of int32. */
const OF_NOTHING: Readonly<Record<string, (dtype: tf.DataType) => number>> = {
  [tf.All]: () => 1,
  [tf.Any]: () => 0,
  [tf.Max]: (dtype) => (dtype === 'int32' ? -(2 ** 31) : Number.NEGATIVE_INFINITY),
  [tf.Mean]: () => Number.NaN,
  [tf.Min]: (dtype) => (dtype === 'int32' ? 2 ** 31 - 1 : Number.POSITIVE_INFINITY),
  [tf.Prod]: () => 1,
  [tf.Sum]: () => 0,
};

/** The names of the kernels that reduce. */
export const REDUCTIONS: readonly string[] = Object.keys(OF_NOTHING);

/** What a reduction of that name gives of no values, in a result of that type. */
export function ofNothing(kernelName: string, dtype: tf.DataType): number {
  return OF_NOTHING[kernelName]!(dtype);
}

/** tfjs's wasm kernel divides by the number of values, which ends in a trap where there are none. */
export function transposeNothing(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.TensorInfo;
      if (!x.shape.includes(0)) return kernel.kernelFunc(call);
      const { perm } = call.attrs as unknown as tf.TransposeAttrs;
      const shape = perm.map((axis) => x.shape[axis]!);
      return (call.backend as BackendWasm).makeOutput(shape, x.dtype);
    },
  };
}

/** So do those that tell where the largest and the smallest value is. */
export function placesInNothing(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { shape } = call.inputs['x'] as tf.TensorInfo;
      if (!shape.includes(0)) return kernel.kernelFunc(call);
      const { axis } = call.attrs as unknown as tf.ArgMaxAttrs;
      const [at] = tf.util.parseAxisParam(axis, shape);
      if (shape[at!] === 0)
        throw new Error(`${kernel.kernelName}: axis ${at} has no values in the shape [${shape}].`);
      const left = shape.filter((_, i) => i !== at);
      return (call.backend as BackendWasm).makeOutput(left, 'int32');
    },
  };
}

/** tfjs's wasm kernel gathers from a tensor without values into another shape. */
export function gatherNothing(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const found = kernel.kernelFunc(call) as tf.TensorInfo;
      const { x, indices } = call.inputs as Record<'x' | 'indices', tf.TensorInfo>;
      if (tf.util.sizeFromShape(x.shape) > 0) return found;
      const { axis, batchDims } = call.attrs as unknown as tf.GatherV2Attrs;
      const at = tf.util.parseAxisParam(axis, x.shape)[0]!;
      const [from, places] = [x, indices] as tf.Tensor[];
      const forms = tf.backend_util.segment_util.collectGatherOpShapeInfo(from!, places!, at, batchDims);
      return { ...found, shape: forms.outputShape };
    },
  };
}

/** tfjs's wasm kernels reduce an axis of no values to what was in the memory before. */
export function overNothing(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const found = kernel.kernelFunc(call) as tf.TensorInfo;
      const isEmpty = tf.util.sizeFromShape((call.inputs['x'] as tf.TensorInfo).shape) === 0;
      if (isEmpty)
        (call.backend as BackendWasm)
          .typedArrayFromHeap(found)
          .fill(ofNothing(kernel.kernelName, found.dtype));
      return found;
    },
  };
}
