import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { castTo, type DtypeId, isInteger, numberAs } from '../../backends/operations/held-dtype.js';
import { checkNaturalNumber, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { positiveAxis } from '../../support/shape.js';
import { asFloat } from './as-tensor.js';
import { defineOp } from './define-op.js';

interface Spacing {
  readonly num: number;
  /** False: without the last one. */
  readonly endpoint: boolean;
  readonly dtype: DtypeId | null;
  /** The axis of the result along which they lie. */
  readonly axis: number;
}

type Ends = readonly [TensorInput, TensorInput];

const areNumbers = (ends: Ends): ends is readonly [number, number] =>
  ends.every((end) => typeof end === 'number');

/** Between two numbers on the host, in 64 bits: neither large numbers nor whole ones lose anything on the way. */
function numbersBetween(
  where: string,
  ends: readonly [number, number],
  { num, endpoint, dtype, axis }: Spacing,
): { readonly numbers: number[]; readonly step: number } {
  checkNaturalNumber(where, 'num', num);
  positiveAxis(where, axis, 1);
  const [from, to] = ends.map((end) => numberAs(end, dtype)) as [number, number];
  const steps = endpoint ? num - 1 : num;
  const numbers = Array.from({ length: num }, (_, i) => {
    const number = endpoint && i > 0 && i === num - 1 ? to : from + ((to - from) * i) / Math.max(steps, 1);
    return isInteger(dtype) ? Math.floor(number) : number;
  });
  return { numbers, step: steps > 0 ? (to - from) / steps : Number.NaN };
}

const tensorOf = (where: string, numbers: number[], dtype: DtypeId | null): tf.Tensor =>
  dtype === null ? tf.tensor1d(numbers, 'float32') : castTo(where, numbers, dtype);

/** Numbers for even steps between two ends, which may be tensors that broadcast, and the size of a step. */
function spaced(where: string, ends: Ends, spacing: Spacing): [tf.Tensor, tf.Tensor] {
  const { num, endpoint, dtype, axis } = spacing;
  if (areNumbers(ends)) {
    const { numbers, step } = numbersBetween(where, ends, spacing);
    return [tensorOf(where, numbers, dtype), tf.scalar(step)];
  }
  checkNaturalNumber(where, 'num', num);
  // Keras gives the ends the dtype first.
  const end = (value: TensorInput) => asFloat(dtype === null ? asFloat(value) : castTo(where, value, dtype));
  const [from, to] = [end(ends[0]), end(ends[1])];
  const steps = endpoint ? num - 1 : num;
  const distance = tf.sub(to, from);
  const step = steps > 0 ? tf.div(distance, steps) : tf.fill(distance.shape, Number.NaN);
  const at = positiveAxis(where, axis, distance.rank + 1);
  const shape = Array.from({ length: distance.rank + 1 }, (_, i) => (i === at ? num : 1));
  const place = tf.reshape(tf.range(0, num, 1, 'float32'), shape);
  const across = (value: tf.Tensor) => tf.expandDims(tf.broadcastTo(value, distance.shape), at);
  // Distance times place before the division, so that whole numbers stay whole.
  const inside = tf.add(across(from), tf.div(tf.mul(across(distance), place), Math.max(steps, 1)));
  const isLast = tf.logicalAnd(tf.equal(place, num - 1), tf.scalar(endpoint && num > 1, 'bool'));
  const values = tf.where(
    tf.broadcastTo(isLast, inside.shape),
    tf.mul(across(to), tf.onesLike(place)),
    inside,
  );
  return [isInteger(dtype) ? castTo(where, tf.floor(values), dtype) : values, step];
}

// Numbers between two ends. See https://keras.io/api/ops/numpy/.

const linspaceOp = defineOp(
  'linspace',
  ['start', 'stop', 'num', 'endpoint', 'retstep', 'dtype', 'axis'],
  (
    start: TensorInput,
    stop: TensorInput,
    num: number = 50,
    endpoint: boolean = true,
    retstep: boolean = false,
    dtype: DtypeId | null = null,
    axis: number = 0,
  ) => {
    if (typeof retstep !== 'boolean') {
      throw new ValueError(`ops.linspace: expected true or false as retstep; received ${show(retstep)}.`, {
        fix: `ops.linspace(start, stop, { num: ${num}, dtype: 'int32' }), or another dtype`,
      });
    }
    const [values, step] = spaced('ops.linspace', [start, stop], { num, endpoint, dtype, axis });
    return (retstep ? [values, step] : values) as tf.Tensor;
  },
);
/** `num` evenly spaced numbers from `start` to `stop`, without it if `endpoint` is false; with `retstep` also the step. */
export const linspace = linspaceOp as WithStep & typeof linspaceOp;

type WithStep = (
  start: TensorInput,
  stop: TensorInput,
  options: Partial<Spacing> & { readonly retstep: true },
) => [values: tf.Tensor, step: tf.Tensor];

/** Powers of `base` with evenly spaced exponents from `start` to `stop`. */
export const logspace = defineOp(
  'logspace',
  ['start', 'stop', 'num', 'endpoint', 'base', 'dtype', 'axis'],
  (
    start: TensorInput,
    stop: TensorInput,
    num: number = 50,
    endpoint: boolean = true,
    base: number = 10,
    dtype: DtypeId | null = null,
    axis: number = 0,
  ) => powers('ops.logspace', [start, stop], { num, endpoint, dtype, axis }, base),
);

function powers(where: string, ends: Ends, spacing: Spacing, base: number): tf.Tensor {
  if (areNumbers(ends)) {
    const { numbers } = numbersBetween(where, ends, spacing);
    return tensorOf(
      where,
      numbers.map((exponent) => base ** exponent),
      spacing.dtype,
    );
  }
  const [exponents] = spaced(where, ends, spacing);
  const found = tf.pow(tf.scalar(base), asFloat(exponents));
  return spacing.dtype === null ? found : castTo(where, found, spacing.dtype);
}

/** Numbers from `start` to `stop`, each the one before times the same factor. */
export const geomspace = defineOp(
  'geomspace',
  ['start', 'stop', 'num', 'endpoint', 'dtype', 'axis'],
  (
    start: TensorInput,
    stop: TensorInput,
    num: number = 50,
    endpoint: boolean = true,
    dtype: DtypeId | null = null,
    axis: number = 0,
  ) => {
    if (typeof start === 'number' && typeof stop === 'number' && !(start * stop > 0))
      throw new ValueError(
        `ops.geomspace: expected ends of one sign, none of them 0; received ${start} and ${stop}.`,
      );
    const exponent = (value: TensorInput) =>
      typeof value === 'number'
        ? Math.log10(Math.abs(value))
        : tf.div(tf.log(tf.abs(asFloat(value))), Math.LN10);
    const ends = [exponent(start), exponent(stop)] as const;
    const sizes = powers('ops.geomspace', ends, { num, endpoint, dtype: null, axis }, 10);
    const at = positiveAxis('ops.geomspace', axis, sizes.rank);
    const ofEach = sizes.shape.filter((_, i) => i !== at);
    const values = tf.mul(sizes, tf.expandDims(tf.broadcastTo(tf.sign(asFloat(start)), ofEach), at));
    return dtype === null ? values : castTo('ops.geomspace', values, dtype);
  },
);
