import * as tf from '@tensorflow/tfjs-core';

/** What kernels use of tfjs's plain-JavaScript backend. */
export interface CpuBackend {
  readSync(dataId: object): Float32Array | Int32Array;
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: Float32Array): tf.TensorInfo;
}

/** Makes float32 tensors of zeros, and gives the arrays that hold their values. */
export function makeOutputs(
  backend: CpuBackend,
  shapes: readonly number[][],
): { infos: tf.TensorInfo[]; arrays: Float32Array[] } {
  const arrays = shapes.map((shape) => new Float32Array(tf.util.sizeFromShape(shape)));
  const infos = arrays.map((values, i) => backend.makeTensorInfo(shapes[i]!, 'float32', values));
  return { infos, arrays };
}
