import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/convert.js';
import { defineOp } from './define-op.js';

const one = (name: string, compute: (x: tf.Tensor) => tf.Tensor) =>
  defineOp(name, (x: TensorInput) => compute(tensor(x)));
const two = (name: string, compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) =>
  defineOp(name, (a: TensorInput, b: TensorInput) => compute(tensor(a), tensor(b)));

function tensor(value: TensorInput): tf.Tensor {
  return value instanceof tf.Tensor ? value : tf.tensor(value);
}

// The ops of keras.ops that work element by element. See https://keras.io/api/ops/numpy/.
export const absolute = one('absolute', tf.abs);
export const abs = absolute;
export const arccos = one('arccos', tf.acos);
export const arccosh = one('arccosh', tf.acosh);
export const arcsin = one('arcsin', tf.asin);
export const arcsinh = one('arcsinh', tf.asinh);
export const arctan = one('arctan', tf.atan);
export const arctanh = one('arctanh', tf.atanh);
export const ceil = one('ceil', tf.ceil);
export const cos = one('cos', tf.cos);
export const cosh = one('cosh', tf.cosh);
export const erf = one('erf', tf.erf);
export const exp = one('exp', tf.exp);
export const expm1 = one('expm1', tf.expm1);
export const floor = one('floor', tf.floor);
export const isfinite = one('isfinite', tf.isFinite);
export const isinf = one('isinf', tf.isInf);
export const isnan = one('isnan', tf.isNaN);
export const log = one('log', tf.log);
export const log10 = one('log10', (x) => tf.div(tf.log(x), Math.LN10));
export const log1p = one('log1p', tf.log1p);
export const log2 = one('log2', (x) => tf.div(tf.log(x), Math.LN2));
export const logicalNot = one('logicalNot', (x) => tf.logicalNot(tf.cast(x, 'bool')));
export const negative = one('negative', tf.neg);
export const reciprocal = one('reciprocal', tf.reciprocal);
export const round = one('round', tf.round);
export const rsqrt = one('rsqrt', tf.rsqrt);
export const sign = one('sign', tf.sign);
export const sin = one('sin', tf.sin);
export const sinh = one('sinh', tf.sinh);
export const sqrt = one('sqrt', tf.sqrt);
export const square = one('square', tf.square);
export const tan = one('tan', tf.tan);
export const tanh = one('tanh', tf.tanh);
export const onesLike = one('onesLike', tf.onesLike);
export const zerosLike = one('zerosLike', tf.zerosLike);

export const add = two('add', tf.add);
export const arctan2 = two('arctan2', tf.atan2);
export const divide = two('divide', tf.div);
export const divideNoNan = two('divideNoNan', tf.divNoNan);
export const equal = two('equal', tf.equal);
export const floorDivide = two('floorDivide', tf.floorDiv);
export const greater = two('greater', tf.greater);
export const greaterEqual = two('greaterEqual', tf.greaterEqual);
export const less = two('less', tf.less);
export const lessEqual = two('lessEqual', tf.lessEqual);
export const logaddexp = two('logaddexp', (a, b) =>
  tf.add(tf.maximum(a, b), tf.log1p(tf.exp(tf.neg(tf.abs(tf.sub(a, b)))))),
);
export const logicalAnd = two('logicalAnd', (a, b) => tf.logicalAnd(tf.cast(a, 'bool'), tf.cast(b, 'bool')));
export const logicalOr = two('logicalOr', (a, b) => tf.logicalOr(tf.cast(a, 'bool'), tf.cast(b, 'bool')));
export const logicalXor = two('logicalXor', (a, b) => tf.logicalXor(tf.cast(a, 'bool'), tf.cast(b, 'bool')));
export const maximum = two('maximum', tf.maximum);
export const minimum = two('minimum', tf.minimum);
export const mod = two('mod', tf.mod);
export const multiply = two('multiply', tf.mul);
export const notEqual = two('notEqual', tf.notEqual);
export const power = two('power', tf.pow);
export const squaredDifference = two('squaredDifference', tf.squaredDifference);
export const subtract = two('subtract', tf.sub);

/** Each value at least `min` and at most `max`. */
export const clip = defineOp('clip', (x: TensorInput, min: number, max: number) =>
  tf.clipByValue(tensor(x), min, max),
);

/** `x` where the condition holds, else `y`. */
export const where = defineOp('where', (condition: TensorInput, x: TensorInput, y: TensorInput) =>
  tf.where(tf.cast(tensor(condition), 'bool'), tensor(x), tensor(y)),
);

/** The values as another dtype. */
export const cast = defineOp('cast', (x: TensorInput, dtype: tf.DataType) => tf.cast(tensor(x), dtype));

/** The values, through which no gradient goes. */
export const stopGradient = defineOp('stopGradient', (x: TensorInput) => {
  const stopped = tf.customGrad((value) => {
    const given = value as tf.Tensor;
    return { value: given.clone(), gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy) };
  });
  return stopped(tensor(x));
});
