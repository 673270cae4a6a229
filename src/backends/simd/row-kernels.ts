import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { Simd } from './simd.js';

/** Sums over axes that lie side by side; others, and those of integers, are left to tfjs, which transposes first. */
export function fastSums(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.TensorInfo;
      const { axis, keepDims } = call.attrs as unknown as tf.SumAttrs;
      const axes = tf.util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
      const first = axes[0] ?? 0;
      const sideBySide = axes.every((one, i) => one === first + i);
      if (x.dtype !== 'float32' || axes.length === 0 || !sideBySide) return kernel.kernelFunc(call);
      const end = first + axes.length;
      const shape = keepDims
        ? x.shape.map((size, i) => (i >= first && i < end ? 1 : size))
        : [...x.shape.slice(0, first), ...x.shape.slice(end)];
      const output = (call.backend as BackendWasm).makeOutput(shape, 'float32');
      const simd = Simd.of(call.backend);
      const sizes = [x.shape.slice(0, first), x.shape.slice(first, end), x.shape.slice(end)];
      simd.run('sum', simd.at(x), simd.at(output), ...sizes.map(tf.util.sizeFromShape));
      return output;
    },
  };
}

/** tfjs's kernel takes what is smaller than 1e-7 for zero. */
export function exactSigns(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.TensorInfo;
      if (x.dtype !== 'float32') return kernel.kernelFunc(call);
      const output = (call.backend as BackendWasm).makeOutput(x.shape, 'float32');
      const simd = Simd.of(call.backend);
      simd.run('sign', simd.at(x), simd.at(output), tf.util.sizeFromShape(x.shape));
      return output;
    },
  };
}

/** What works on rows, the last axis, and on all values. */
export const rowKernels: readonly tf.KernelConfig[] = [
  {
    kernelName: tf.Softmax,
    backendName: 'wasm',
    kernelFunc({ inputs, backend }) {
      const logits = inputs['logits'] as tf.TensorInfo;
      const output = (backend as BackendWasm).makeOutput(logits.shape, 'float32');
      const simd = Simd.of(backend);
      simd.run('softmax', simd.at(logits), simd.at(output), ...rowsOf(logits));
      return output;
    },
  },
  {
    kernelName: 'CellgradSoftmaxGrad',
    backendName: 'wasm',
    kernelFunc({ inputs, backend }) {
      const { dy, y } = inputs as Record<'dy' | 'y', tf.TensorInfo>;
      const output = (backend as BackendWasm).makeOutput(y.shape, 'float32');
      const simd = Simd.of(backend);
      simd.run('softmax_grad', simd.at(dy), simd.at(y), simd.at(output), ...rowsOf(y));
      return output;
    },
  },
  {
    kernelName: 'CellgradCrossEntropy',
    backendName: 'wasm',
    kernelFunc({ inputs, backend }) {
      const { labels, logits } = inputs as Record<'labels' | 'logits', tf.TensorInfo>;
      const loss = (backend as BackendWasm).makeOutput(logits.shape.slice(0, -1), 'float32');
      const simd = Simd.of(backend);
      const [rows, length] = rowsOf(logits);
      const room = simd.room(length);
      simd.run('cross_entropy', simd.at(labels), simd.at(logits), simd.at(loss), room, rows, length);
      return loss;
    },
  },
  {
    kernelName: 'CellgradCrossEntropyGrad',
    backendName: 'wasm',
    kernelFunc({ inputs, backend }) {
      const { dy, labels, logits } = inputs as Record<'dy' | 'labels' | 'logits', tf.TensorInfo>;
      const output = (backend as BackendWasm).makeOutput(logits.shape, 'float32');
      const simd = Simd.of(backend);
      const places = [dy, labels, logits, output].map((tensor) => simd.at(tensor));
      simd.run('cross_entropy_grad', ...places, ...rowsOf(logits));
      return output;
    },
  },
  {
    kernelName: 'CellgradReluGrad',
    backendName: 'wasm',
    kernelFunc({ inputs, backend }) {
      const { dy, x } = inputs as Record<'dy' | 'x', tf.TensorInfo>;
      const output = (backend as BackendWasm).makeOutput(x.shape, 'float32');
      const simd = Simd.of(backend);
      simd.run('relu_grad', simd.at(dy), simd.at(x), simd.at(output), tf.util.sizeFromShape(x.shape));
      return output;
    },
  },
  {
    kernelName: tf.Relu6,
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend }) => clipped(backend as BackendWasm, inputs['x'] as tf.TensorInfo, 0, 6),
  },
  {
    kernelName: tf.ClipByValue,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const { clipValueMin, clipValueMax } = attrs as unknown as tf.ClipByValueAttrs;
      return clipped(backend as BackendWasm, inputs['x'] as tf.TensorInfo, clipValueMin, clipValueMax);
    },
  },
  {
    kernelName: tf.UnsortedSegmentSum,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const { x, segmentIds } = inputs as Record<'x' | 'segmentIds', tf.TensorInfo>;
      const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
      const wasm = backend as BackendWasm;
      for (const segment of wasm.typedArrayFromHeap(segmentIds)) {
        if (segment < numSegments) continue;
        throw new Error(`unsortedSegmentSum: segment ${segment} is not below numSegments ${numSegments}.`);
      }
      if (x.dtype === 'bool') throw new Error('unsortedSegmentSum: expected numbers; received booleans.');
      const rest = x.shape.slice(segmentIds.shape.length);
      const output = wasm.makeOutput([numSegments, ...rest], x.dtype);
      const simd = Simd.of(wasm);
      const places = [x, segmentIds, output].map((tensor) => simd.at(tensor));
      const [rows, width] = [segmentIds.shape, rest].map(tf.util.sizeFromShape) as [number, number];
      simd.run(x.dtype === 'int32' ? 'segment_sum_int' : 'segment_sum', ...places, rows, width, numSegments);
      return output;
    },
  },
];

/** tfjs's kernels make a limit of NaN, which hides it from a loss, and take integers for floats. */
function clipped(backend: BackendWasm, x: tf.TensorInfo, least: number, most: number): tf.TensorInfo {
  const output = backend.makeOutput(x.shape, x.dtype);
  const size = tf.util.sizeFromShape(x.shape);
  if (x.dtype === 'float32') {
    const simd = Simd.of(backend);
    simd.run('clip', simd.at(x), simd.at(output), size, least, most);
    return output;
  }
  const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(output)];
  for (let i = 0; i < size; i++) to[i] = Math.min(Math.max(from[i] as number, least), most);
  return output;
}

/** How many rows, and how long they are. */
function rowsOf({ shape }: tf.TensorInfo): [rows: number, length: number] {
  return [tf.util.sizeFromShape(shape.slice(0, -1)), shape.at(-1) ?? 1];
}
