import * as tf from '@tensorflow/tfjs-core';

/** The most axes with which the shaders of these kernels compile. */
const MOST = 4;

/** The most that any shader of tfjs's has coordinates for. */
const MOST_COORDINATES = 6;

/** Kernels of two operands that broadcast. */
export const BROADCASTING: readonly string[] = [
  tf.Add,
  tf.Sub,
  tf.Multiply,
  tf.RealDiv,
  tf.FloorDiv,
  tf.Mod,
  tf.Pow,
  tf.Atan2,
  tf.Maximum,
  tf.Minimum,
  tf.SquaredDifference,
  tf.Equal,
  tf.NotEqual,
  tf.Less,
  tf.LessEqual,
  tf.Greater,
  tf.GreaterEqual,
  tf.LogicalAnd,
  tf.LogicalOr,
];

/**
 * tfjs's shader of 'PadV2' indexes a vector of five, which the language lacks: with more axes than four, this wrapper pads
 * one after the other, with what is before and behind it as one axis each.
 */
export function padsManyAxes(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      // Kernels receive tensors where they are called through tfjs-core's engine.
      const x = call.inputs['x'] as tf.Tensor;
      const { paddings, constantValue } = call.attrs as unknown as tf.PadV2Attrs;
      if (x.rank <= MOST) return kernel.kernelFunc(call);
      return tf.tidy(() => {
        let padded = tf.clone(x);
        for (const [axis, sides] of paddings.entries()) {
          if (sides[0] + sides[1] === 0) continue;
          padded = alongAxis(padded, axis, (part) =>
            tf.pad(part, [[0, 0], sides, [0, 0]] as [number, number][], constantValue),
          );
        }
        return padded;
      });
    },
  };
}

/** The same for 'Reverse', which takes all axes for four. */
export function reversesManyAxes(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.Tensor;
      const { dims } = call.attrs as unknown as tf.ReverseAttrs;
      if (x.rank <= MOST) return kernel.kernelFunc(call);
      return tf.tidy(() =>
        tf.util
          .parseAxisParam(dims, x.shape)
          .reduce((one, axis) => alongAxis(one, axis, (part) => tf.reverse(part, 1)), tf.clone(x)),
      );
    },
  };
}

/** 'Select' knows no more axes than four: this wrapper makes one of all. */
export function selectsManyAxes(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { condition, t, e } = call.inputs as Record<'condition' | 't' | 'e', tf.Tensor>;
      if (t.rank <= MOST || condition.rank !== t.rank) return kernel.kernelFunc(call);
      return tf.tidy(() => {
        const inputs = {
          condition: tf.reshape(condition, [-1]),
          t: tf.reshape(t, [-1]),
          e: tf.reshape(e, [-1]),
        };
        return tf.reshape(tf.engine().runKernel(kernel.kernelName, inputs) as tf.Tensor, t.shape);
      });
    },
  };
}

/** Of more than six axes, this wrapper of 'Transpose' moves one after the other to its place, past its neighbours as one axis. */
export function transposesManyAxes(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.Tensor;
      const { perm } = call.attrs as unknown as tf.TransposeAttrs;
      if (x.shape.length <= MOST_COORDINATES) return kernel.kernelFunc(call);
      return tf.tidy(() => {
        let moved = tf.clone(x);
        let order = x.shape.map((_, axis) => axis);
        for (const [to, axis] of perm.entries()) {
          const from = order.indexOf(axis);
          if (from === to) continue;
          const [before, passed, behind] = [order.slice(0, to), order.slice(to, from), order.slice(from + 1)];
          const sizes = [before, passed, [axis], behind].map((axes) =>
            tf.util.sizeFromShape(axes.map((one) => x.shape[one]!)),
          );
          moved = tf.transpose(tf.reshape(moved, sizes), [0, 2, 1, 3]);
          order = [...before, axis, ...passed, ...behind];
        }
        return tf.reshape(
          moved,
          perm.map((axis) => x.shape[axis]!),
        );
      });
    },
  };
}

/** This wrapper of 'UnsortedSegmentSum', which turns all axes around, makes one of those behind the first. */
export function sumsManyAxes(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { x, segmentIds } = call.inputs as Record<'x' | 'segmentIds', tf.Tensor>;
      const { numSegments } = call.attrs as unknown as tf.UnsortedSegmentSumAttrs;
      if (x.shape.length <= MOST_COORDINATES) return kernel.kernelFunc(call);
      const [count, ...behind] = x.shape;
      return tf.tidy(() => {
        const rows = tf.reshape(x, [count!, tf.util.sizeFromShape(behind)]);
        const sums = tf.unsortedSegmentSum(rows, segmentIds as tf.Tensor1D, numSegments);
        return tf.reshape(sums, [numSegments, ...behind]);
      });
    },
  };
}

/**
 * tfjs's 'Tile' reads more than four axes on the host: this wrapper repeats one after the other. It needs no engine, as the
 * kernels that call it do not.
 */
export function tilesManyAxes(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const x = call.inputs['x'] as tf.TensorInfo;
      const { reps } = call.attrs as unknown as tf.TileAttrs;
      if (x.shape.length <= MOST) return kernel.kernelFunc(call);
      const backend = call.backend as tf.KernelBackend;
      const shape = [...x.shape];
      let { dataId } = x;
      backend.incRef(dataId);
      for (const [axis, times] of reps.entries()) {
        if (times === 1) continue;
        const parts = [shape.slice(0, axis), [shape[axis]!], shape.slice(axis + 1)];
        const part = { dataId, dtype: x.dtype, shape: parts.map(tf.util.sizeFromShape) };
        const made = kernel.kernelFunc({ ...call, inputs: { x: part }, attrs: { reps: [1, times, 1] } });
        backend.disposeData(dataId);
        dataId = (made as tf.TensorInfo).dataId;
        shape[axis]! *= times;
      }
      return { dataId, dtype: x.dtype, shape };
    },
  };
}

/** `change` on three axes: what is before an axis, that axis, and what is behind it. */
function alongAxis(x: tf.Tensor, axis: number, change: (part: tf.Tensor) => tf.Tensor): tf.Tensor {
  const [before, behind] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const part = tf.reshape(x, [before, [x.shape[axis]!], behind].map(tf.util.sizeFromShape));
  const changed = change(part);
  return tf.reshape(changed, [...before, changed.shape[1]!, ...behind]);
}

/**
 * The shaders of operands that broadcast do the same: this wrapper makes one axis of neighbours that broadcast alike. It
 * changes nothing where more than four are left.
 */
export function broadcastsManyAxes(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { a, b } = call.inputs as Record<'a' | 'b', tf.Tensor>;
      const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
      const [left, right] = joinedAxes(a.shape, b.shape);
      if (shape.length <= MOST || left.length > MOST) return kernel.kernelFunc(call);
      return tf.tidy(() => {
        const inputs = { a: tf.reshape(a, left), b: tf.reshape(b, right) };
        const result = tf.engine().runKernel(kernel.kernelName, inputs, call.attrs) as tf.Tensor;
        return tf.reshape(result, shape);
      });
    },
  };
}

/** The shapes of two operands with neighbouring axes joined that are alike, or of which one operand has only ones. */
function joinedAxes(a: readonly number[], b: readonly number[]): [number[], number[]] {
  const rank = Math.max(a.length, b.length);
  const [left, right]: [number[], number[]] = [[], []];
  let last: string | null = null;
  for (let axis = -rank; axis < 0; axis++) {
    const [m, n] = [a.at(axis) ?? 1, b.at(axis) ?? 1];
    if (m === 1 && n === 1) continue;
    const kind: string = m === n ? 'alike' : m === 1 ? 'right' : 'left';
    if (kind === last) {
      left.push(left.pop()! * m);
      right.push(right.pop()! * n);
    } else {
      left.push(m);
      right.push(n);
    }
    last = kind;
  }
  return [left, right];
}
