import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/convert.js';
import type { Shape } from '../../support/shape.js';
import type { SymbolicTensor } from '../symbolic-tensor.js';
import { defineOp } from './define-op.js';

function tensor(value: TensorInput): tf.Tensor {
  return value instanceof tf.Tensor ? value : tf.tensor(value);
}

/** The shape of a tensor, or of a symbolic one, where null is unknown. */
export function shape(x: tf.Tensor | SymbolicTensor): Shape {
  return x.shape;
}

// The ops of keras.ops that rearrange. See https://keras.io/api/ops/numpy/.
export const broadcastTo = defineOp('broadcastTo', (x: TensorInput, to: number[]) =>
  tf.broadcastTo(tensor(x), to),
);
export const concatenate = defineOp('concatenate', (list: readonly tf.Tensor[], axis: number = 0) =>
  tf.concat([...list], axis < 0 ? axis + (list[0]?.rank ?? 0) : axis),
);
export const expandDims = defineOp('expandDims', (x: TensorInput, axis: number) =>
  tf.expandDims(tensor(x), axis),
);
export const flip = defineOp('flip', (x: TensorInput, axis?: number | number[]) =>
  tf.reverse(tensor(x), axis),
);
export const moveaxis = defineOp('moveaxis', (x: TensorInput, source: number, destination: number) => {
  const values = tensor(x);
  const { rank } = values;
  const order = Array.from({ length: rank }, (_, i) => i);
  const [moved] = order.splice((source + rank) % rank, 1);
  order.splice((destination + rank) % rank, 0, moved as number);
  return tf.transpose(values, order);
});
export const pad = defineOp('pad', (x: TensorInput, widths: [number, number][], value: number = 0) =>
  tf.pad(tensor(x), widths, value),
);
export const ravel = defineOp('ravel', (x: TensorInput) => tf.reshape(tensor(x), [-1]));
export const repeat = defineOp('repeat', (x: TensorInput, count: number, axis: number) => {
  const values = tensor(x);
  const at = (axis + values.rank) % values.rank;
  const rows = Array.from({ length: values.shape[at] as number }, (_, i) => i);
  const order = rows.flatMap((row) => Array.from({ length: count }, () => row));
  return tf.gather(values, tf.tensor1d(order, 'int32'), at);
});
export const reshape = defineOp('reshape', (x: TensorInput, to: number[]) => tf.reshape(tensor(x), to));
export const roll = defineOp('roll', (x: TensorInput, shift: number, axis: number = 0) => {
  const values = tensor(x);
  const at = (axis + values.rank) % values.rank;
  const size = values.shape[at] as number;
  const by = ((shift % size) + size) % size;
  if (by === 0) return values.clone();
  const [front, back] = tf.split(values, [size - by, by], at) as [tf.Tensor, tf.Tensor];
  return tf.concat([back, front], at);
});
export const split = defineOp(
  'split',
  (x: TensorInput, parts: number | number[], axis: number = 0): tf.Tensor[] =>
    tf.split(tensor(x), parts, axis),
);
export const squeeze = defineOp('squeeze', (x: TensorInput, axis?: number | number[]) =>
  tf.squeeze(tensor(x), typeof axis === 'number' ? [axis] : axis),
);
export const stack = defineOp('stack', (list: readonly tf.Tensor[], axis: number = 0) =>
  tf.stack([...list], axis),
);
export const swapaxes = defineOp('swapaxes', (x: TensorInput, a: number, b: number) => {
  const values = tensor(x);
  const { rank } = values;
  const order = Array.from({ length: rank }, (_, i) => i);
  const [from, to] = [(a + rank) % rank, (b + rank) % rank];
  order[from] = to;
  order[to] = from;
  return tf.transpose(values, order);
});
export const take = defineOp('take', (x: TensorInput, indices: TensorInput, axis?: number) => {
  const values = axis === undefined ? tf.reshape(tensor(x), [-1]) : tensor(x);
  return tf.gather(values, tf.cast(tensor(indices), 'int32'), axis ?? 0);
});
export const tile = defineOp('tile', (x: TensorInput, repeats: number[]) => tf.tile(tensor(x), repeats));
export const transpose = defineOp('transpose', (x: TensorInput, axes?: number[]) =>
  tf.transpose(tensor(x), axes),
);
export const unstack = defineOp('unstack', (x: TensorInput, axis: number = 0): tf.Tensor[] =>
  tf.unstack(tensor(x), axis),
);

/** A part: where it begins, and its size (-1: to the end) along each axis. */
export const slice = defineOp('slice', (x: TensorInput, begin: number[], size: number[]) =>
  tf.slice(tensor(x), begin, size),
);

/** New tensors. */
export const arange = (start: number, stop?: number, step: number = 1): tf.Tensor1D =>
  stop === undefined ? tf.range(0, start, step) : tf.range(start, stop, step);
export const eye = (rows: number, columns?: number): tf.Tensor2D => tf.eye(rows, columns);
export const full = (of: number[], value: number): tf.Tensor => tf.fill(of, value);
export const linspace = (start: number, stop: number, count = 50): tf.Tensor1D =>
  tf.linspace(start, stop, count);
export const ones = (of: number[], dtype: 'float32' | 'int32' | 'bool' = 'float32'): tf.Tensor =>
  tf.ones(of, dtype);
export const zeros = (of: number[], dtype: 'float32' | 'int32' | 'bool' = 'float32'): tf.Tensor =>
  tf.zeros(of, dtype);
export const convertToTensor = (value: TensorInput, dtype?: 'float32' | 'int32' | 'bool'): tf.Tensor =>
  value instanceof tf.Tensor ? (dtype ? value.cast(dtype) : value) : tf.tensor(value, undefined, dtype);
