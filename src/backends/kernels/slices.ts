import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Slice, SplitV and Unpack for wasm that copy what they take, inside the heap. tfjs's kernels copy the whole operand out
 * of the heap for each part first: to unstack a sequence of 100 time steps took 1.4 s where the copies take 3 ms, and
 * recurrent layers do that in every training step.
 *
 * Gives a wrapper of the registered kernel of that name, which stays in use for strings.
 */
export function withoutCopies(kernel: tf.KernelConfig): tf.KernelConfig {
  const parts = PARTS[kernel.kernelName] as Parts;
  return {
    ...kernel,
    kernelFunc(args) {
      const { inputs, attrs } = args;
      const backend = args.backend as BackendWasm;
      const x = (inputs['x'] ?? inputs['value'])!;
      if (x.dtype === 'string' || x.dtype === 'complex64') return kernel.kernelFunc(args);
      const made = parts(x, attrs as unknown as tf.NamedAttrMap).map(({ begin, size, shape }) => {
        return { begin, size, output: backend.makeOutput([...(shape ?? size)], x.dtype) };
      });
      // Only now: the heap may have moved while it grew for the outputs.
      for (const { begin, size, output } of made) copyPart(backend, x, begin, size, output);
      return kernel.kernelName === tf.Slice ? made[0]!.output : made.map(({ output }) => output);
    },
  };
}

/** A part of a tensor; `shape` is what it becomes, its size by default. */
interface Part {
  readonly begin: readonly number[];
  readonly size: readonly number[];
  readonly shape?: readonly number[];
}

type Parts = (x: tf.TensorInfo, attrs: tf.NamedAttrMap) => Part[];

const PARTS: Readonly<Record<string, Parts>> = {
  [tf.Slice](x, attrs) {
    const { begin: from, size: count } = attrs as unknown as tf.SliceAttrs;
    const [begin, size] = tf.slice_util.parseSliceParams(x, from, count) as [number[], number[]];
    tf.slice_util.assertParamsValid(x as tf.Tensor, begin, size);
    return [{ begin, size }];
  },
  [tf.SplitV](x, attrs) {
    const { numOrSizeSplits, axis: given } = attrs as unknown as tf.SplitVAttrs;
    const axis = tf.util.parseAxisParam(given, x.shape)[0]!;
    let at = 0;
    return tf.backend_util.prepareSplitSize(x as tf.Tensor, numOrSizeSplits, axis).map((count) => {
      at += count;
      return {
        begin: x.shape.map((_, i) => (i === axis ? at - count : 0)),
        size: x.shape.map((n, i) => (i === axis ? count : n)),
      };
    });
  },
  [tf.Unpack](x, attrs) {
    const axis = tf.util.parseAxisParam((attrs as unknown as tf.UnpackAttrs).axis, x.shape)[0]!;
    const shape = x.shape.filter((_, i) => i !== axis);
    return Array.from({ length: x.shape[axis]! }, (_, at) => ({
      begin: x.shape.map((_, i) => (i === axis ? at : 0)),
      size: x.shape.map((n, i) => (i === axis ? 1 : n)),
      shape,
    }));
  },
};

/** Runs shorter than this are copied value by value: that is faster than a call for each. */
const SHORT = 24;

function copyPart(
  backend: BackendWasm,
  x: tf.TensorInfo,
  begin: readonly number[],
  size: readonly number[],
  output: tf.TensorInfo,
): void {
  if (tf.util.sizeFromShape([...size]) === 0) return;
  const source = backend.typedArrayFromHeap(x) as Float32Array;
  const target = backend.typedArrayFromHeap(output) as Float32Array;
  const { run, rows, steps } = layOut(x.shape, size);
  let at = 0;
  for (const row of rowStarts(rows, steps, offsetOf(x.shape, begin))) {
    if (run < SHORT) for (let i = 0; i < run; i++) target[at + i] = source[row + i]!;
    else target.set(source.subarray(row, row + run), at);
    at += run;
  }
}

/** How many values lie side by side, and over which axes, with which steps, such runs repeat. */
function layOut(shape: readonly number[], size: readonly number[]) {
  let run = 1;
  let axis = shape.length - 1;
  // Axes taken whole join the run of the axis in front of them.
  for (; axis >= 0; axis--) {
    run *= size[axis]!;
    if (size[axis] !== shape[axis]) break;
  }
  const outer = Math.max(axis, 0);
  const strides = tf.util.computeStrides([...shape]);
  return { run, rows: size.slice(0, outer), steps: strides.slice(0, outer) };
}

function offsetOf(shape: readonly number[], begin: readonly number[]): number {
  const strides = [...tf.util.computeStrides([...shape]), 1];
  return begin.reduce((sum, n, axis) => sum + n * strides[axis]!, 0);
}

/** Where each run begins, in order. */
function* rowStarts(rows: readonly number[], steps: readonly number[], first: number): Generator<number> {
  const [count, ...inner] = rows;
  if (count === undefined) {
    yield first;
    return;
  }
  const [step = 0, ...innerSteps] = steps;
  for (let i = 0; i < count; i++) {
    if (inner.length === 0) yield first + i * step;
    else yield* rowStarts(inner, innerSteps, first + i * step);
  }
}
