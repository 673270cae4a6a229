import type * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { ValueError } from '../../support/errors.js';
import { asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';
import { pairsOnHost } from './on-host.js';

/** An op on pairs of integers; tfjs's kernels have few of these, and they are no longer than a loop. */
const integers = (
  name: string,
  compute: (a: number, b: number) => number,
  params: readonly [string, string] = ['x', 'y'],
) =>
  defineOp(name, params, (x: TensorInput, y: TensorInput) =>
    pairsOnHost(asIntegers(name, x), asIntegers(name, y), 'int32', compute),
  );

function asIntegers(name: string, x: TensorInput): tf.Tensor {
  const values = asTensor(x);
  if (values.dtype !== 'float32') return values;
  if (!(typeof x === 'object' && 'dataId' in x) && values.dataSync().every(Number.isInteger))
    return values.toInt();
  throw new ValueError(`ops.${name}: expected integers; received ${values.dtype}.`, {
    fix: "x.cast('int32')",
  });
}

// The ops of keras.ops on integers, bit by bit and by their divisors. See https://keras.io/api/ops/numpy/.
export const bitwiseAnd = integers('bitwiseAnd', (a, b) => a & b);
export const bitwiseOr = integers('bitwiseOr', (a, b) => a | b);
export const bitwiseXor = integers('bitwiseXor', (a, b) => a ^ b);
export const bitwiseLeftShift = integers('bitwiseLeftShift', (a, b) => a << b);
export const bitwiseRightShift = integers('bitwiseRightShift', (a, b) => a >> b);
export const leftShift = integers('leftShift', (a, b) => a << b);
export const rightShift = integers('rightShift', (a, b) => a >> b);
export const gcd = integers('gcd', commonDivisor, ['x1', 'x2']);
export const lcm = integers(
  'lcm',
  (a, b) => (a === 0 || b === 0 ? 0 : Math.abs(a / commonDivisor(a, b)) * Math.abs(b)),
  ['x1', 'x2'],
);

const complement = (name: string) =>
  defineOp(name, ['x'], (x: TensorInput) => {
    const values = asIntegers(name, x);
    return pairsOnHost(values, values, 'int32', (a) => ~a);
  });
/** Each bit as its opposite. */
export const bitwiseNot = complement('bitwiseNot');
/** The same; Keras's files know it as an op of its own. */
export const bitwiseInvert = complement('bitwiseInvert');

function commonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : commonDivisor(b, a % b);
}
