import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { positiveAxis, showShape } from '../../support/shape.js';
import { isContainer } from '../../support/structure.js';
import { asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';

/** Python's `start:stop:step`; what is left out or null is the whole. */
export interface ItemRange {
  readonly start?: number | null | undefined;
  readonly stop?: number | null | undefined;
  readonly step?: number | null | undefined;
}

/** What is taken of an axis: one place, a range, `'...'` for all axes between, or null for a new axis. */
export type ItemKey = number | ItemRange | '...' | null;

/** What is cut out of one axis, with a step of at least 1 behind a possible turn. */
interface Cut {
  readonly begin: number;
  readonly end: number;
  readonly step: number;
  readonly turned: boolean;
}

/**
 * A part of a tensor as Python's `x[key]` gives it: `ops.getItem(x, [{}, { start: 1, stop: 3 }, -1])` is `x[:, 1:3, -1]`.
 * See https://keras.io/api/ops/numpy/.
 */
export const getItem = defineOp(
  'getItem',
  ['x', 'key'],
  (x: TensorInput, key: number | '...' | null | readonly ItemKey[]) => {
    let values = asTensor(x);
    const keys = spread(typeof key === 'object' && key !== null ? key : [key], values.shape);
    const taken = keys.filter((one) => one !== null) as (number | ItemRange)[];
    const cuts = values.shape.map((size, axis) => cutOf(taken[axis] ?? {}, size, axis));
    const turned = cuts.flatMap((cut, axis) => (cut.turned ? [axis] : []));
    if (turned.length > 0) values = tf.reverse(values, turned);
    const [begin, end, step] = [cuts.map((c) => c.begin), cuts.map((c) => c.end), cuts.map((c) => c.step)];
    const cut = step.every((one) => one === 1)
      ? tf.slice(
          values,
          begin,
          end.map((to, axis) => to - begin[axis]!),
        )
      : tf.stridedSlice(values, begin, end, step);
    let axis = 0;
    const sizes = keys.flatMap((one) => {
      if (one === null) return [1];
      const size = cut.shape[axis++]!;
      return typeof one === 'number' ? [] : [size];
    });
    return tf.reshape(cut, [...sizes, ...cut.shape.slice(axis)]);
  },
);

/** The keys with whole axes in the place of `'...'`. */
function spread(keys: readonly ItemKey[], shape: readonly number[]): (number | ItemRange | null)[] {
  const named = keys.filter((one) => one !== null && one !== '...').length;
  if (named > shape.length || keys.filter((one) => one === '...').length > 1) {
    throw new ShapeError(
      `ops.getItem: expected at most ${shape.length} keys and one '...' for the shape ${showShape(shape)}; received ${show(keys)}.`,
    );
  }
  const whole = Array.from({ length: shape.length - named }, () => ({}));
  return keys.flatMap((one) => (one === '...' ? whole : [one]));
}

function cutOf(key: number | ItemRange, size: number, axis: number): Cut {
  if (typeof key === 'number') {
    const begin = positiveAxis(`ops.getItem, axis ${axis}`, key, size);
    return { begin, end: begin + 1, step: 1, turned: false };
  }
  const step = isContainer(key) ? (key.step ?? 1) : 0;
  if (!Number.isInteger(step) || step === 0) {
    throw new ValueError(
      `ops.getItem, axis ${axis}: expected a number or { start, stop, step }; received ${show(key)}.`,
    );
  }
  const turned = step < 0;
  // Counted from the end that the step begins at.
  const place = (at: number | null | undefined, otherwise: number) => {
    if (at == null) return otherwise;
    const from = at < 0 ? at + size : at;
    return Math.min(Math.max(turned ? size - 1 - from : from, 0), size);
  };
  const begin = place(key.start, 0);
  return { begin, end: Math.max(place(key.stop, size), begin), step: Math.abs(step), turned };
}
