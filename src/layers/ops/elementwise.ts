import * as tf from '@tensorflow/tfjs-core';
import { stopGradient as stopped } from '../../backends/gradients/stop-gradient.js';
import { withGradient } from '../../backends/gradients/with-gradient.js';
import type { TensorInput } from '../../backends/operations/convert.js';
import { divNoNan } from '../../backends/operations/div-no-nan.js';
import { castTo, type DtypeId, saturatedTo } from '../../backends/operations/held-dtype.js';
import { ValueError } from '../../support/errors.js';
import { isTrial } from '../output-spec.js';
import { asFloat, asNumber, asPair, asTensor, ofOneType } from './as-tensor.js';
import { defineOp } from './define-op.js';
import { pairsOnHost } from './on-host.js';

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
export const absolute = one('absolute', (x) => (x.dtype === 'bool' ? tf.clone(x) : tf.abs(x)));
export const abs = absolute;
export const angle = oneFloat('angle', (x) =>
  tf.where(tf.less(x, 0), tf.fill(x.shape, Math.PI), tf.zerosLike(x)),
);
export const arccos = oneFloat('arccos', tf.acos);
export const arccosh = oneFloat('arccosh', tf.acosh);
export const arcsin = oneFloat('arcsin', tf.asin);
export const arcsinh = oneFloat('arcsinh', tf.asinh);
export const arctan = oneFloat('arctan', tf.atan);
export const arctanh = oneFloat('arctanh', tf.atanh);
export const cbrt = oneFloat('cbrt', (x) => tf.mul(tf.sign(x), tf.pow(tf.abs(x), 1 / 3)));
export const ceil = oneFloat('ceil', tf.ceil);
export const conjugate = one('conjugate', tf.clone);
export const conj = conjugate;
export const cos = oneFloat('cos', tf.cos);
export const cosh = oneFloat('cosh', tf.cosh);
export const deg2rad = oneFloat('deg2rad', (x) => tf.mul(x, Math.PI / 180));
export const erf = oneFloat('erf', tf.erf);
export const erfc = oneFloat('erfc', (x) => tf.sub(1, tf.erf(x)));
export const erfinv = oneFloat('erfinv', inverseErf);
export const exp = oneFloat('exp', tf.exp);
export const exp2 = oneFloat('exp2', (x) => tf.pow(2, x));
export const expm1 = oneFloat('expm1', tf.expm1);
export const fabs = oneFloat('fabs', tf.abs);
export const floor = oneFloat('floor', tf.floor);
export const i0 = oneFloat('i0', bessel);
export const imag = one('imag', tf.zerosLike);
export const isfinite = oneFloat('isfinite', tf.isFinite);
export const isinf = oneFloat('isinf', tf.isInf);
export const isnan = oneFloat('isnan', tf.isNaN);
export const isneginf = oneFloat('isneginf', (x) => tf.equal(x, Number.NEGATIVE_INFINITY));
export const isposinf = oneFloat('isposinf', (x) => tf.equal(x, Number.POSITIVE_INFINITY));
export const isreal = one('isreal', (x) => tf.onesLike(tf.cast(x, 'bool')));
export const log = oneFloat('log', tf.log);
export const log10 = oneFloat('log10', (x) => tf.div(tf.log(x), Math.LN10));
export const log1p = oneFloat('log1p', tf.log1p);
export const log2 = oneFloat('log2', (x) => tf.div(tf.log(x), Math.LN2));
export const logicalNot = one('logicalNot', (x) => tf.logicalNot(tf.cast(x, 'bool')));
export const negative = one('negative', tf.neg);
export const rad2deg = oneFloat('rad2deg', (x) => tf.mul(x, 180 / Math.PI));
export const real = one('real', tf.clone);
export const reciprocal = oneFloat('reciprocal', tf.reciprocal);
export const rsqrt = oneFloat('rsqrt', tf.rsqrt);
export const sign = one('sign', (x) =>
  x.dtype === 'float32' ? tf.where(tf.isNaN(x), tf.fill(x.shape, Number.NaN), tf.sign(x)) : tf.sign(x),
);
export const signbit = oneFloat('signbit', (x) =>
  // Minus zero has the sign too.
  tf.logicalOr(tf.less(x, 0), tf.equal(tf.reciprocal(x), Number.NEGATIVE_INFINITY)),
);
export const sin = oneFloat('sin', tf.sin);
export const sinc = oneFloat('sinc', (x) => {
  const isZero = tf.equal(x, 0);
  const angle = tf.mul(tf.where(isZero, tf.onesLike(x), x), Math.PI);
  return tf.where(isZero, tf.onesLike(x), tf.div(tf.sin(angle), angle));
});
export const sinh = oneFloat('sinh', tf.sinh);
export const sqrt = oneFloat('sqrt', tf.sqrt);
export const square = one('square', (x) => tf.square(asNumber(x)));
export const tan = oneFloat('tan', tf.tan);
export const tanh = oneFloat('tanh', tf.tanh);
export const trunc = one('trunc', truncated);

export const add = two('add', tf.add);
export const arctan2 = twoFloats('arctan2', tf.atan2);
export const divide = twoFloats('divide', tf.div);
export const trueDivide = twoFloats('trueDivide', tf.div);
export const divideNoNan = twoFloats('divideNoNan', divNoNan);
export const equal = two('equal', tf.equal);
export const floorDivide = two('floorDivide', (a, b) => stopped(tf.floorDiv(a, b)));
export const fmax = two('fmax', (a, b) => leavingNaN(a, b, tf.maximum));
export const fmin = two('fmin', (a, b) => leavingNaN(a, b, tf.minimum));
export const fmod = two('fmod', (a, b) => {
  const [x, y] = ofOneType([asNumber(a), asNumber(b)]);
  const times = tf.cast(stopped(truncated(tf.div(asFloat(x), asFloat(y)))), x.dtype);
  // Infinitely far away, and still times zero.
  const isNone = tf.logicalAnd(tf.isInf(asFloat(y)), tf.isFinite(asFloat(x)));
  const taken = tf.mul(times, y);
  return tf.sub(x, tf.where(isNone, tf.zerosLike(taken), taken));
});
export const greater = two('greater', tf.greater);
export const greaterEqual = two('greaterEqual', tf.greaterEqual);
export const heaviside = twoFloats('heaviside', (a, b) => {
  const step = tf.cast(tf.greater(a, 0), 'float32');
  return tf.where(tf.equal(a, 0), tf.add(b, tf.zerosLike(a)), tf.add(step, tf.zerosLike(b)));
});
export const hypot = twoFloats('hypot', (a, b) => tf.sqrt(tf.add(tf.square(a), tf.square(b))));
export const ldexp = twoFloats('ldexp', (a, b) => tf.mul(a, tf.pow(2, b)));
export const less = two('less', tf.less);
export const lessEqual = two('lessEqual', tf.lessEqual);
export const logaddexp = twoFloats('logaddexp', logOfSum);
export const logaddexp2 = twoFloats('logaddexp2', (a, b) =>
  tf.div(logOfSum(tf.mul(a, Math.LN2), tf.mul(b, Math.LN2)), Math.LN2),
);
export const logicalAnd = twoBooleans('logicalAnd', tf.logicalAnd);
export const logicalOr = twoBooleans('logicalOr', tf.logicalOr);
export const logicalXor = twoBooleans('logicalXor', tf.logicalXor);
export const maximum = two('maximum', tf.maximum);
export const minimum = two('minimum', tf.minimum);
// In a trial the zeros of integers would be divided by.
export const mod = two('mod', (a, b) =>
  tf.mod(a, isTrial() ? tf.where(tf.equal(b, 0), tf.onesLike(b), b) : b),
);
export const multiply = two('multiply', tf.mul);
export const notEqual = two('notEqual', tf.notEqual);
export const power = two('power', tf.pow);
export const subtract = two('subtract', tf.sub);
/** Keras has no such op: in a graph it is two. */
export const squaredDifference = ((...args: Parameters<typeof subtract>) =>
  square(subtract(...args))) as typeof subtract;

/** The larger or smaller of two values, or the one of them that is not NaN. */
function leavingNaN(x1: tf.Tensor, x2: tf.Tensor, choose: typeof tf.maximum): tf.Tensor {
  const [a, b] = ofOneType([x1, x2]);
  if (a.dtype !== 'float32') return tf.cast(choose(asNumber(a), asNumber(b)), a.dtype);
  return tf.where(tf.isNaN(a), b, tf.where(tf.isNaN(b), a, choose(a, b)));
}

/** The logarithm of the sum of the values of which these are the logarithms. */
function logOfSum(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.add(tf.maximum(a, b), tf.log1p(tf.exp(tf.neg(tf.abs(tf.sub(a, b))))));
}

function truncated(x: tf.Tensor): tf.Tensor {
  return x.dtype === 'float32' ? tf.mul(tf.sign(x), tf.floor(tf.abs(x))) : tf.clone(x);
}

/** A polynomial, the highest power first. */
function polynomial(x: tf.Tensor, coefficients: readonly number[]): tf.Tensor {
  const [first = 0, ...rest] = coefficients;
  return rest.reduce((sum, next) => tf.add(tf.mul(sum, x), next), tf.fill(x.shape, first) as tf.Tensor);
}

/** The inverse of erf, to float32's precision (Giles, 2010). */
function inverseErf(x: tf.Tensor): tf.Tensor {
  return withGradient([x], {
    forward(save) {
      const w = tf.neg(tf.log(tf.mul(tf.sub(1, x), tf.add(1, x))));
      const near = polynomial(tf.sub(w, 2.5), ERFINV_NEAR);
      const far = polynomial(tf.sub(tf.sqrt(w), 3), ERFINV_FAR);
      const inside = tf.mul(tf.where(tf.less(w, 5), near, far), x);
      // At the ends the logarithm is infinite.
      const value = tf.where(tf.equal(tf.abs(x), 1), tf.div(x, 0), inside);
      save([value]);
      return value;
    },
    gradient: (dy, [value]) => [
      tf.mul(dy, tf.mul(Math.sqrt(Math.PI) / 2, tf.exp(tf.square(value as tf.Tensor)))),
    ],
  });
}

const ERFINV_NEAR = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503, -0.00417768164,
  0.246640727, 1.50140941,
];
const ERFINV_FAR = [
  -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047,
  1.00167406, 2.83297682,
];

/** The modified Bessel function of order 0 (Abramowitz and Stegun, 9.8.1 and 9.8.2). */
function bessel(x: tf.Tensor): tf.Tensor {
  const size = tf.abs(x);
  const isSmall = tf.less(size, 3.75);
  const small = polynomial(tf.square(tf.div(tf.minimum(size, 3.75), 3.75)), BESSEL_SMALL);
  const large = tf.maximum(size, 3.75);
  const factor = polynomial(tf.div(3.75, large), BESSEL_LARGE);
  return tf.where(isSmall, small, tf.mul(tf.div(tf.exp(large), tf.sqrt(large)), factor));
}

const BESSEL_SMALL = [0.0045813, 0.0360768, 0.2659732, 1.2067492, 3.0899424, 3.5156229, 1];
const BESSEL_LARGE = [
  0.00392377, -0.01647633, 0.02635537, -0.02057706, 0.00916281, -0.00157565, 0.00225319, 0.01328592,
  0.39894228,
];

/** Rounded to whole numbers, halves to even ones, or to so many decimals; below 0 to tens, hundreds. */
export const round = defineOp('round', ['x', 'decimals'], (x: TensorInput, decimals: number = 0) => {
  const values = asTensor(x);
  if (values.dtype !== 'float32' && decimals >= 0) return tf.clone(values);
  if (decimals === 0) return tf.round(values);
  const factor = 10 ** decimals;
  return tf.cast(tf.div(tf.round(tf.mul(asFloat(values), factor)), factor), values.dtype);
});

/** The next float32 from `x1` towards `x2`. */
export const nextafter = defineOp('nextafter', ['x1', 'x2'], (x1: TensorInput, x2: TensorInput) => {
  const [a, b] = [asFloat(x1), asFloat(x2)];
  const from = tf.broadcastTo(a, tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape));
  return withGradient([from], {
    forward: () => pairsOnHost(from, b, 'float32', nextFloat),
    gradient: (dy) => [tf.clone(dy)],
  });
});

function nextFloat(x: number, towards: number): number {
  if (Number.isNaN(x) || Number.isNaN(towards)) return Number.NaN;
  if (x === towards) return towards;
  const bits = new Int32Array(new Float32Array([x]).buffer);
  if (x === 0) bits[0] = towards > 0 ? 1 : -0x7fffffff;
  else bits[0]! += towards > x === x > 0 ? 1 : -1;
  return new Float32Array(bits.buffer)[0]!;
}

/** Of the first condition that holds the choice, else `defaultValue`. */
export const select = defineOp(
  'select',
  ['condlist', 'choicelist', 'default'],
  (condlist: readonly tf.Tensor[], choicelist: readonly tf.Tensor[], defaultValue: TensorInput = 0) => {
    if (condlist.length !== choicelist.length || condlist.length === 0)
      throw new ValueError(
        `ops.select: expected as many choices as conditions, at least one; received ${condlist.length} conditions and ${choicelist.length} choices.`,
      );
    const [last] = asPair(defaultValue, choicelist.at(-1) as tf.Tensor);
    const choices = ofOneType([...choicelist, last]);
    return condlist.reduceRight(
      (rest, condition, i) => tf.where(tf.cast(asTensor(condition), 'bool'), choices[i] as tf.Tensor, rest),
      choices.at(-1) as tf.Tensor,
    );
  },
);

/** Each value at least `xMin` and at most `xMax`. */
export const clip = defineOp('clip', ['x', 'xMin', 'xMax'], (x: TensorInput, xMin: number, xMax: number) =>
  tf.clipByValue(asNumber(x), xMin, xMax),
);

/** `x1` where the condition holds, else `x2`. */
export const where = defineOp(
  'where',
  ['condition', 'x1', 'x2'],
  (condition: TensorInput, x1: TensorInput, x2: TensorInput) =>
    tf.where(tf.cast(asTensor(condition), 'bool'), ...ofOneType(asPair(x1, x2))),
);

/** True where two values differ by no more than `atol + rtol * |x2|`. */
export const isclose = defineOp(
  'isclose',
  ['x1', 'x2', 'rtol', 'atol', 'equalNan'],
  (x1: TensorInput, x2: TensorInput, rtol: number = 1e-5, atol: number = 1e-8, equalNan: boolean = false) =>
    closeTo(x1, x2, rtol, atol, equalNan),
);

/** Whether all values are as {@link isclose} asks. */
export const allclose = defineOp(
  'allclose',
  ['x1', 'x2', 'rtol', 'atol', 'equalNan'],
  (x1: TensorInput, x2: TensorInput, rtol: number = 1e-5, atol: number = 1e-8, equalNan: boolean = false) =>
    tf.all(closeTo(x1, x2, rtol, atol, equalNan)),
);

function closeTo(x1: TensorInput, x2: TensorInput, rtol: number, atol: number, equalNan: boolean): tf.Tensor {
  const [a, b] = [asFloat(x1), asFloat(x2)];
  const near = tf.lessEqual(tf.abs(tf.sub(a, b)), tf.add(atol, tf.mul(rtol, tf.abs(b))));
  const close = tf.logicalOr(tf.equal(a, b), tf.logicalAnd(near, tf.isFinite(b)));
  return equalNan ? tf.logicalOr(close, tf.logicalAnd(tf.isNaN(a), tf.isNaN(b))) : close;
}

/** Numbers in the places of NaN and of infinities; for these the largest and smallest float32 by default. */
export const nanToNum = defineOp(
  'nanToNum',
  ['x', 'nan', 'posinf', 'neginf'],
  (x: TensorInput, nan: number = 0, posinf: number | null = null, neginf: number | null = null) => {
    const values = asTensor(x);
    if (values.dtype !== 'float32') return tf.clone(values);
    const known = tf.where(tf.isNaN(values), tf.fill(values.shape, nan), values);
    const isPositive = tf.equal(known, Number.POSITIVE_INFINITY);
    const isNegative = tf.equal(known, Number.NEGATIVE_INFINITY);
    const below = tf.where(isPositive, tf.fill(values.shape, posinf ?? LARGEST), known);
    return tf.where(isNegative, tf.fill(values.shape, neginf ?? -LARGEST), below);
  },
);

const LARGEST = 3.4028234663852886e38;

/**
 * The values as another dtype. All integers are held in an int32: 8 and 16 bits wrap as in Keras, and of more the last
 * 32 stay, so that -1 as 'uint32' is -1.
 */
export const cast = defineOp('cast', ['x', 'dtype'], (x: TensorInput, dtype: DtypeId) =>
  castTo('ops.cast', x, dtype),
);

/** The values as another dtype; those that it cannot hold become its smallest or largest. */
export const saturateCast = defineOp('saturateCast', ['x', 'dtype'], (x: TensorInput, dtype: DtypeId) =>
  saturatedTo('ops.saturateCast', asTensor(x), dtype),
);

/** The values, through which no gradient goes. */
export const stopGradient = defineOp('stopGradient', ['variable'], (variable: TensorInput) =>
  stopped(asTensor(variable)),
);
