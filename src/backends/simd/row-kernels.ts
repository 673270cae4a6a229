import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { Simd } from './simd.js';

type Call = Parameters<tf.KernelFunc>[0];

/** From so many values on a sum over an axis in the middle goes by way of another row. */
const RUN = 4096;

/** Axes in runs that lie side by side, as [first, end), the last run first. */
function runsOf(axes: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const axis of [...axes].sort((a, b) => a - b)) {
    if (runs[0]?.[1] === axis) runs[0][1] += 1;
    else runs.unshift([axis, axis + 1]);
  }
  return runs;
}

/** Sums of float32 values over axes, one run of them after the other, divided by a number. */
function sums(
  backend: BackendWasm,
  x: tf.TensorInfo,
  axes: readonly number[],
  divisor: number,
): tf.TensorInfo {
  const simd = Simd.of(backend);
  const runs = runsOf(axes);
  let from = x;
  for (const [i, [first, end]] of runs.entries()) {
    const { shape } = from;
    const sizes = [shape.slice(0, first), shape.slice(first, end), shape.slice(end)];
    const [outer, count, inner] = sizes.map(tf.util.sizeFromShape) as [number, number, number];
    const to = backend.makeOutput([...sizes[0]!, ...sizes[2]!], 'float32');
    const room = count > RUN && inner > 1 ? simd.room(inner) : 0;
    const by = i === runs.length - 1 ? divisor : 1;
    simd.run('sum', simd.at(from), simd.at(to), outer, count, inner, by, room);
    if (from !== x) backend.disposeData(from.dataId);
    from = to;
  }
  return from;
}

/** {@link sums}, or means, in the shape that was asked for; null where there are no axes. */
function reduced(call: Call, x: tf.TensorInfo, mean: boolean): tf.TensorInfo | null {
  const { axis, keepDims } = call.attrs as unknown as tf.SumAttrs;
  const axes = tf.util.parseAxisParam(axis, x.shape);
  if (axes.length === 0) return null;
  const divisor = mean ? axes.reduce((product, one) => product * x.shape[one]!, 1) : 1;
  const found = sums(call.backend as BackendWasm, x, axes, divisor);
  return keepDims ? { ...found, shape: x.shape.map((size, i) => (axes.includes(i) ? 1 : size)) } : found;
}

/** Sums of floats; those of integers are left to tfjs. */
export function fastSums(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.TensorInfo;
      const found = x.dtype === 'float32' ? reduced(call, x, false) : null;
      return found ?? kernel.kernelFunc(call);
    },
  };
}

/** tfjs's kernel adds all values to one float, which is as large as 2^24 ones at most. */
export function exactMeans(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { backend } = call;
      const given = call.inputs['x'] as tf.TensorInfo;
      if (given.dtype === 'float32') return reduced(call, given, true) ?? kernel.kernelFunc(call);
      const cast = tf.getKernel(tf.Cast, 'wasm').kernelFunc;
      const x = cast({ backend, inputs: { x: given }, attrs: { dtype: 'float32' } }) as tf.TensorInfo;
      const found = reduced(call, x, true);
      if (found === null) return x;
      (backend as BackendWasm).disposeData(x.dataId);
      return found;
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
