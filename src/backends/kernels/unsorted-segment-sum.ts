import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Sums the rows of a tensor by segment, which the wasm backend lacks; it is the gradient of gather, and so of
 * every embedding. Rows with a negative segment are dropped, as TensorFlow does.
 */
export const unsortedSegmentSum: tf.KernelConfig = {
  kernelName: tf.UnsortedSegmentSum,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const { x, segmentIds } = inputs as unknown as Record<'x' | 'segmentIds', tf.TensorInfo>;
    const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
    const wasm = backend as BackendWasm;
    const rest = x.shape.slice(segmentIds.shape.length);
    const output = wasm.makeOutput([numSegments, ...rest], x.dtype);
    const sums = wasm.typedArrayFromHeap(output);
    const values = wasm.typedArrayFromHeap(x);
    const segments = wasm.typedArrayFromHeap(segmentIds);
    const width = tf.util.sizeFromShape(rest);
    sums.fill(0);
    for (let row = 0; row < segments.length; row++) {
      const segment = segments[row]!;
      if (segment < 0) continue;
      if (segment >= numSegments) {
        throw new Error(`unsortedSegmentSum: segment ${segment} is not below numSegments ${numSegments}.`);
      }
      const from = row * width;
      const to = segment * width;
      for (let i = 0; i < width; i++) sums[to + i] = sums[to + i]! + values[from + i]!;
    }
    return output;
  },
};
