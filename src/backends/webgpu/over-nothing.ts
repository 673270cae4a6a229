import * as tf from '@tensorflow/tfjs-core';
import { ofNothing } from '../kernels/over-nothing.js';

/** A reduction: tfjs's shader looks for the first value, also where there is none, into as many results as zero over zero. */
export function reducesNothing(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { shape, dtype } = call.inputs['x'] as tf.TensorInfo;
      if (!shape.includes(0)) return kernel.kernelFunc(call);
      const { axis, keepDims } = call.attrs as unknown as tf.SumAttrs & { keepDims: boolean };
      const axes = tf.util.parseAxisParam(axis, shape);
      const [left] = tf.backend_util.computeOutAndReduceShapes(shape, axes);
      const form = keepDims ? tf.backend_util.expandShapeToKeepDim(left!, axes) : left!;
      const type = resultType(kernel.kernelName, dtype);
      const count = tf.util.sizeFromShape(form);
      // tfjs's 'Fill' has floats alone, and there is none for the ends of int32.
      return tf.tensor(Array<number>(count).fill(ofNothing(kernel.kernelName, type)), form, type);
    },
  };
}

/** 'UnsortedSegmentSum': tfjs's looks for the number of values beside the segments as zero over zero. */
export function sumsNothing(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { shape, dtype } = call.inputs['x'] as tf.TensorInfo;
      const { numSegments } = call.attrs as unknown as tf.UnsortedSegmentSumAttrs;
      if (!shape.includes(0)) return kernel.kernelFunc(call);
      return tf.zeros([numSegments, ...shape.slice(1)], dtype as 'float32');
    },
  };
}

function resultType(kernelName: string, dtype: tf.DataType): tf.DataType {
  if (kernelName === tf.All || kernelName === tf.Any) return 'bool';
  if (kernelName === tf.Mean) return 'float32';
  return kernelName === tf.Max || kernelName === tf.Min ? dtype : tf.sumOutType(dtype);
}
