import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import {
  type DataFormatId,
  fromChannelsLast,
  getDataFormat,
  toChannelsLast,
} from '../../backends/operations/data-format.js';
import { ShapeError } from '../../support/errors.js';
import { positiveAxis, showShape } from '../../support/shape.js';
import { asTensor, ofOneType } from './as-tensor.js';
import { defineOp } from './define-op.js';
import { diag } from './linear.js';
import { split } from './shape.js';

// The ops of keras.ops that put parts together, take them apart and turn them. See https://keras.io/api/ops/numpy/.

/** The second behind the first along an axis; without one all values in a row. */
export const append = defineOp(
  'append',
  ['x1', 'x2', 'axis'],
  (x1: TensorInput, x2: TensorInput, axis?: number | null) => {
    const [a, b] = ofOneType([x1, x2]);
    if (axis == null) return tf.concat([tf.reshape(a, [-1]), tf.reshape(b, [-1])]);
    return tf.concat([a, b], positiveAxis('ops.append', axis, a.rank));
  },
);

/** As `split`, into parts of which the first may be one longer. */
export const arraySplit = defineOp(
  'arraySplit',
  ['x', 'indicesOrSections', 'axis'],
  (x: TensorInput, indicesOrSections: number | number[], axis: number = 0): tf.Tensor[] => {
    const values = asTensor(x);
    if (typeof indicesOrSections !== 'number') return split(values, indicesOrSections, axis);
    const at = positiveAxis('ops.arraySplit', axis, values.rank);
    const length = values.shape[at] as number;
    const least = Math.floor(length / indicesOrSections);
    const longer = length % indicesOrSections;
    return tf.split(
      values,
      Array.from({ length: indicesOrSections }, (_, i) => least + (i < longer ? 1 : 0)),
      at,
    );
  },
);

const splitAlong = (name: string, axisOf: (x: tf.Tensor) => number) =>
  defineOp(
    name,
    ['x', 'indicesOrSections'],
    (x: TensorInput, indicesOrSections: number | number[]): tf.Tensor[] => {
      const values = asTensor(x);
      return split(values, indicesOrSections, axisOf(values));
    },
  );

/** Parts along the third axis. */
export const dsplit = splitAlong('dsplit', () => 2);
/** Parts along the second axis, or of a vector. */
export const hsplit = splitAlong('hsplit', ({ rank }) => (rank === 1 ? 0 : 1));
/** Parts along the first axis. */
export const vsplit = splitAlong('vsplit', () => 0);

/** Behind each other along a third axis. */
export const dstack = defineOp('dstack', ['xs'], (xs: readonly tf.Tensor[]) =>
  tf.concat(
    ofOneType(xs).map((x) => {
      const [rows = 1, columns = 1] = x.rank < 2 ? [1, x.size] : x.shape;
      return x.rank < 3 ? tf.reshape(x, [rows, columns, 1]) : x;
    }),
    2,
  ),
);

/** A matrix with all values in a row on diagonal `k`. */
export const diagflat = defineOp('diagflat', ['x', 'k'], (x: TensorInput, k: number = 0) =>
  diag(tf.reshape(asTensor(x), [-1]), k),
);

/** The second axis turned around. */
export const fliplr = defineOp('fliplr', ['x'], (x: TensorInput) => tf.reverse(asTensor(x), 1));
/** The first axis turned around. */
export const flipud = defineOp('flipud', ['x'], (x: TensorInput) => tf.reverse(asTensor(x), 0));

/** Turned by 90 degrees, `k` times, from the first of the two axes to the second. */
export const rot90 = defineOp(
  'rot90',
  ['array', 'k', 'axes'],
  (array: TensorInput, k: number = 1, axes: readonly [number, number] = [0, 1]) => {
    const values = asTensor(array);
    const [from, to] = axes.map((one) => positiveAxis('ops.rot90', one, values.rank)) as [number, number];
    if (from === to)
      throw new ShapeError(`ops.rot90: expected two different axes; received ${axes.join(' and ')}.`);
    const turns = ((k % 4) + 4) % 4;
    if (turns === 0) return tf.clone(values);
    if (turns === 2) return tf.reverse(values, [from, to]);
    const order = values.shape.map((_, i) => (i === from ? to : i === to ? from : i));
    return turns === 1
      ? tf.transpose(tf.reverse(values, to), order)
      : tf.reverse(tf.transpose(values, order), to);
  },
);

const blocks = (name: string, move: (x: tf.Tensor, size: number) => tf.Tensor) =>
  defineOp(
    name,
    ['x', 'blockSize', 'dataFormat'],
    (x: TensorInput, blockSize: number, dataFormat: DataFormatId = 'channelsLast') => {
      const format = getDataFormat(`ops.${name}`, dataFormat);
      const values = toChannelsLast(asTensor(x), format);
      const [, rows, columns, channels] = values.shape as [number, number, number, number];
      const fits =
        name === 'depthToSpace'
          ? channels % blockSize ** 2 === 0
          : rows % blockSize === 0 && columns % blockSize === 0;
      if (values.rank !== 4 || !fits)
        throw new ShapeError(
          `ops.${name}: expected images whose ${name === 'depthToSpace' ? `channels ${blockSize} x ${blockSize} divides` : `sides ${blockSize} divides`}; received the shape ${showShape(asTensor(x).shape)}.`,
        );
      return fromChannelsLast(move(values, blockSize), format);
    },
  );

/** Channels as blocks of pixels: `[batch, height * size, width * size, channels / size²]`. */
export const depthToSpace = blocks('depthToSpace', (x, size) => {
  const [batch, rows, columns, channels] = x.shape as [number, number, number, number];
  const depth = channels / size ** 2;
  const apart = tf.transpose(tf.reshape(x, [batch, rows, columns, size, size, depth]), [0, 1, 3, 2, 4, 5]);
  return tf.reshape(apart, [batch, rows * size, columns * size, depth]);
});

/** Blocks of pixels as channels: `[batch, height / size, width / size, channels * size²]`. */
export const spaceToDepth = blocks('spaceToDepth', (x, size) => {
  const [batch, rows, columns, channels] = x.shape as [number, number, number, number];
  const [down, right] = [rows / size, columns / size];
  const apart = tf.transpose(tf.reshape(x, [batch, down, size, right, size, channels]), [0, 1, 3, 2, 4, 5]);
  return tf.reshape(apart, [batch, down, right, channels * size ** 2]);
});

/**
 * Axes moved, split, joined, repeated or left out as a pattern of einops says (Rogozhnikov, 2022):
 * `ops.rearrange(x, 'b (h p) c -> b h (p c)', { p: 2 })`; each name is a size, `1` a new or an old axis of one.
 */
export const rearrange = defineOp(
  'rearrange',
  null,
  (tensor: TensorInput, pattern: string, sizes: Readonly<Record<string, number>> = {}) => {
    const x = asTensor(tensor);
    const [left, right, ...more] = pattern.split('->').map(axesOf);
    if (left === undefined || right === undefined || more.length > 0)
      throw new ShapeError(
        `ops.rearrange: expected a pattern like 'b h w -> b (h w)'; received '${pattern}'.`,
      );
    const known = lengthsOf(left, x.shape, sizes, pattern);
    const names = left.flat();
    const target = right.flat();
    if ([...names].sort().join() !== [...target].sort().join())
      throw new ShapeError(`ops.rearrange: expected the same names on both sides; received '${pattern}'.`);
    const apart = tf.reshape(
      x,
      names.map((name) => known.get(name)!),
    );
    const moved = tf.transpose(
      apart,
      target.map((name) => names.indexOf(name)),
    );
    return tf.reshape(
      moved,
      right.map((group) => group.reduce((size, name) => size * known.get(name)!, 1)),
    );
  },
);

/** The axes of one side of a pattern, each a list of names; an axis of one has none. */
function axesOf(side: string): string[][] {
  return [...side.matchAll(/\(([^)]*)\)|(\S+)/g)].map(([, group, name]) =>
    (group ?? name!).split(/\s+/).filter((one) => one !== '' && one !== '1'),
  );
}

function lengthsOf(
  axes: readonly string[][],
  shape: readonly number[],
  sizes: Readonly<Record<string, number>>,
  pattern: string,
): Map<string, number> {
  const known = new Map(Object.entries(sizes));
  const fail = (): never => {
    throw new ShapeError(
      `ops.rearrange: expected a shape that fits '${pattern}'; received ${showShape(shape)}${known.size > 0 ? ` with ${[...known].map(([name, size]) => `${name} = ${size}`).join(', ')}` : ''}.`,
    );
  };
  if (axes.length !== shape.length) fail();
  axes.forEach((group, i) => {
    const open = group.filter((name) => !known.has(name));
    const rest = group.reduce((product, name) => product * (known.get(name) ?? 1), 1);
    if (open.length > 1 || shape[i]! % rest !== 0) fail();
    if (open.length === 1) known.set(open[0]!, shape[i]! / rest);
    else if (rest !== shape[i]) fail();
  });
  return known;
}
