import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/convert.js';
import { stopGradient as stopped } from '../../backends/stop-gradient.js';
import { asFloat, asPair, asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';

const one = (name: string, compute: (x: tf.Tensor) => tf.Tensor) =>
  defineOp(name, ['x'], (x: TensorInput) => compute(asTensor(x)));
const oneFloat = (name: string, compute: (x: tf.Tensor) => tf.Tensor) =>
  defineOp(name, ['x'], (x: TensorInput) => compute(asFloat(x)));
const two = (name: string, compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) =>
  defineOp(name, ['x1', 'x2'], (a: TensorInput, b: TensorInput) => compute(...asPair(a, b)));
const twoBooleans = (name: string, compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) =>
  two(name, (a, b) => compute(tf.cast(a, 'bool'), tf.cast(b, 'bool')));
const twoFloats = (name: string, compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) =>
  two(name, (a, b) => compute(asFloat(a), asFloat(b)));

// The ops of keras.ops that work element by element. See https://keras.io/api/ops/numpy/.
export const absolute = one('absolute', tf.abs);
export const abs = absolute;
export const arccos = oneFloat('arccos', tf.acos);
export const arccosh = oneFloat('arccosh', tf.acosh);
export const arcsin = oneFloat('arcsin', tf.asin);
export const arcsinh = oneFloat('arcsinh', tf.asinh);
export const arctan = oneFloat('arctan', tf.atan);
export const arctanh = oneFloat('arctanh', tf.atanh);
export const ceil = oneFloat('ceil', tf.ceil);
export const cos = oneFloat('cos', tf.cos);
export const cosh = oneFloat('cosh', tf.cosh);
export const deg2rad = oneFloat('deg2rad', (x) => tf.mul(x, Math.PI / 180));
export const erf = oneFloat('erf', tf.erf);
export const exp = oneFloat('exp', tf.exp);
export const exp2 = oneFloat('exp2', (x) => tf.pow(2, x));
export const expm1 = oneFloat('expm1', tf.expm1);
export const floor = oneFloat('floor', tf.floor);
export const isfinite = oneFloat('isfinite', tf.isFinite);
export const isinf = oneFloat('isinf', tf.isInf);
export const isnan = oneFloat('isnan', tf.isNaN);
export const log = oneFloat('log', tf.log);
export const log10 = oneFloat('log10', (x) => tf.div(tf.log(x), Math.LN10));
export const log1p = oneFloat('log1p', tf.log1p);
export const log2 = oneFloat('log2', (x) => tf.div(tf.log(x), Math.LN2));
export const logicalNot = one('logicalNot', (x) => tf.logicalNot(tf.cast(x, 'bool')));
export const negative = one('negative', tf.neg);
export const rad2deg = oneFloat('rad2deg', (x) => tf.mul(x, 180 / Math.PI));
export const reciprocal = oneFloat('reciprocal', tf.reciprocal);
export const round = one('round', tf.round);
export const rsqrt = oneFloat('rsqrt', tf.rsqrt);
export const sign = one('sign', tf.sign);
export const sin = oneFloat('sin', tf.sin);
export const sinh = oneFloat('sinh', tf.sinh);
export const sqrt = oneFloat('sqrt', tf.sqrt);
export const square = one('square', tf.square);
export const tan = oneFloat('tan', tf.tan);
export const tanh = oneFloat('tanh', tf.tanh);
export const onesLike = one('onesLike', tf.onesLike);
export const zerosLike = one('zerosLike', tf.zerosLike);

export const add = two('add', tf.add);
export const arctan2 = twoFloats('arctan2', tf.atan2);
export const divide = twoFloats('divide', tf.div);
export const trueDivide = twoFloats('trueDivide', tf.div);
export const divideNoNan = twoFloats('divideNoNan', tf.divNoNan);
export const equal = two('equal', tf.equal);
export const floorDivide = two('floorDivide', (a, b) => stopped(tf.floorDiv(a, b)));
export const greater = two('greater', tf.greater);
export const greaterEqual = two('greaterEqual', tf.greaterEqual);
export const hypot = twoFloats('hypot', (a, b) => tf.sqrt(tf.add(tf.square(a), tf.square(b))));
export const less = two('less', tf.less);
export const lessEqual = two('lessEqual', tf.lessEqual);
export const logaddexp = twoFloats('logaddexp', (a, b) =>
  tf.add(tf.maximum(a, b), tf.log1p(tf.exp(tf.neg(tf.abs(tf.sub(a, b)))))),
);
export const logicalAnd = twoBooleans('logicalAnd', tf.logicalAnd);
export const logicalOr = twoBooleans('logicalOr', tf.logicalOr);
export const logicalXor = twoBooleans('logicalXor', tf.logicalXor);
export const maximum = two('maximum', tf.maximum);
export const minimum = two('minimum', tf.minimum);
export const mod = two('mod', tf.mod);
export const multiply = two('multiply', tf.mul);
export const notEqual = two('notEqual', tf.notEqual);
export const power = two('power', tf.pow);
export const squaredDifference = two('squaredDifference', tf.squaredDifference);
export const subtract = two('subtract', tf.sub);

/** Each value at least `xMin` and at most `xMax`. */
export const clip = defineOp('clip', ['x', 'xMin', 'xMax'], (x: TensorInput, xMin: number, xMax: number) =>
  tf.clipByValue(asTensor(x), xMin, xMax),
);

/** `x1` where the condition holds, else `x2`. */
export const where = defineOp(
  'where',
  ['condition', 'x1', 'x2'],
  (condition: TensorInput, x1: TensorInput, x2: TensorInput) =>
    tf.where(tf.cast(asTensor(condition), 'bool'), ...asPair(x1, x2)),
);

/** True where two values differ by no more than `atol + rtol * |x2|`. */
export const isclose = defineOp(
  'isclose',
  ['x1', 'x2', 'rtol', 'atol'],
  (x1: TensorInput, x2: TensorInput, rtol: number = 1e-5, atol: number = 1e-8) => {
    const [a, b] = [asFloat(x1), asFloat(x2)];
    const near = tf.lessEqual(tf.abs(tf.sub(a, b)), tf.add(atol, tf.mul(rtol, tf.abs(b))));
    return tf.logicalOr(tf.equal(a, b), tf.logicalAnd(near, tf.isFinite(b)));
  },
);

/** Numbers in the places of NaN and of infinities; for these the largest and smallest float32 by default. */
export const nanToNum = defineOp(
  'nanToNum',
  ['x', 'nan', 'posinf', 'neginf'],
  (x: TensorInput, nan: number = 0, posinf: number | null = null, neginf: number | null = null) => {
    const values = asFloat(x);
    const known = tf.where(tf.isNaN(values), tf.fill(values.shape, nan), values);
    const isPositive = tf.equal(known, Number.POSITIVE_INFINITY);
    const isNegative = tf.equal(known, Number.NEGATIVE_INFINITY);
    const below = tf.where(isPositive, tf.fill(values.shape, posinf ?? LARGEST), known);
    return tf.where(isNegative, tf.fill(values.shape, neginf ?? -LARGEST), below);
  },
);

const LARGEST = 3.4028234663852886e38;

/** The values as another dtype. */
export const cast = defineOp('cast', ['x', 'dtype'], (x: TensorInput, dtype: tf.DataType) =>
  tf.cast(asTensor(x), dtype),
);

/** The values, through which no gradient goes. */
export const stopGradient = defineOp('stopGradient', ['variable'], (variable: TensorInput) =>
  stopped(asTensor(variable)),
);
