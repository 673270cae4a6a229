import { type InspectOptions, inspect } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';

export type {} from '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';

import type { ArrayMap } from '@tensorflow/tfjs-core/dist/types.js';
import { ValueError } from '../support/errors.js';
import { showShape } from '../support/shape.js';

declare module '@tensorflow/tfjs-core/dist/tensor.js' {
  interface Tensor<R extends tf.Rank = tf.Rank> {
    /**
     * The values as plain JavaScript: a number for a scalar, else nested arrays. Synchronous; on WebGPU, where values
     * can be read in the background only, an error that names `await t.data()`.
     */
    numpy(): ArrayMap[R];
    // Over all elements: one number, which tfjs's own types do not tell.
    all(): tf.Scalar;
    all<T extends Tensor>(axis?: number | number[], keepDims?: boolean): T;
    any(): tf.Scalar;
    any<T extends Tensor>(axis?: number | number[], keepDims?: boolean): T;
    logSumExp(): tf.Scalar;
    logSumExp<T extends Tensor>(axis?: number | number[], keepDims?: boolean): T;
    max(): tf.Scalar;
    max<T extends Tensor>(axis?: number | number[], keepDims?: boolean): T;
    mean(): tf.Scalar;
    mean<T extends Tensor>(axis?: number | number[], keepDims?: boolean): T;
    min(): tf.Scalar;
    min<T extends Tensor>(axis?: number | number[], keepDims?: boolean): T;
    prod(): tf.Scalar;
    prod<T extends Tensor>(axis?: number | number[], keepDims?: boolean): T;
    sum(): tf.Scalar;
    sum<T extends Tensor>(axis?: number | number[], keepDims?: boolean): T;
    // tfjs's own has a type parameter that it does not use.
    matMul<T extends Tensor>(b: Tensor | tf.TensorLike, transposeA?: boolean, transposeB?: boolean): T;
  }
}

/** Ops that take the tensor first: `x.op(...)` is `tf.op(x, ...)`. */
const SAME_NAME = [
  'abs acos acosh add all any argMax argMin asin asinh atan atan2 atanh avgPool batchToSpaceND batchNorm broadcastTo',
  'cast ceil clipByValue conv1d conv2d conv2dTranspose cos cosh cumprod cumsum depthToSpace depthwiseConv2d dilation2d',
  'div divNoNan dot elu equal erf euclideanNorm exp expandDims expm1 fft floor floorDiv gather greater greaterEqual ifft',
  'irfft isFinite isInf isNaN leakyRelu less lessEqual localResponseNormalization log log1p logSigmoid logSoftmax',
  'logSumExp logicalAnd logicalNot logicalOr logicalXor matMul max maxPool maximum mean min minimum mirrorPad mod mul',
  'neg norm notEqual oneHot onesLike pad pool pow prelu prod reciprocal relu relu6 reshape resizeBilinear',
  'resizeNearestNeighbor reverse rfft round rsqrt selu separableConv2d sigmoid sign sin sinh slice softmax softplus',
  'spaceToBatchND split sqrt square squaredDifference squeeze step stridedSlice sub sum tan tanh tile topk transpose',
  'unique unsortedSegmentSum unstack zerosLike',
].flatMap((line) => line.split(' '));

/** tf's image ops live in a group of their own. */
const ELSEWHERE: Record<string, unknown> = {
  resizeBilinear: tf.image.resizeBilinear,
  resizeNearestNeighbor: tf.image.resizeNearestNeighbor,
  fft: tf.spectral.fft,
  ifft: tf.spectral.ifft,
  rfft: tf.spectral.rfft,
  irfft: tf.spectral.irfft,
};

type Op = (...args: unknown[]) => unknown;

const OTHERS: Record<string, (this: tf.Tensor, ...args: never[]) => unknown> = {
  as1D() {
    return tf.reshape(this, [this.size]);
  },
  as2D(rows: number, columns: number) {
    return tf.reshape(this, [rows, columns]);
  },
  as3D(...shape: [number, number, number]) {
    return tf.reshape(this, shape);
  },
  as4D(...shape: [number, number, number, number]) {
    return tf.reshape(this, shape);
  },
  as5D(...shape: [number, number, number, number, number]) {
    return tf.reshape(this, shape);
  },
  asScalar() {
    return tf.reshape(this, []);
  },
  asType(dtype: tf.DataType) {
    return tf.cast(this, dtype);
  },
  concat(others: tf.Tensor | tf.Tensor[], axis?: number) {
    return tf.concat([this, ...(others instanceof tf.Tensor ? [others] : others)], axis);
  },
  flatten() {
    return tf.reshape(this, [this.size]);
  },
  reshapeAs(other: tf.Tensor) {
    return tf.reshape(this, other.shape);
  },
  stack(others: tf.Tensor | tf.Tensor[], axis?: number) {
    return tf.stack([this, ...(others instanceof tf.Tensor ? [others] : others)], axis);
  },
  toBool() {
    return tf.cast(this, 'bool');
  },
  toFloat() {
    return tf.cast(this, 'float32');
  },
  toInt() {
    return tf.cast(this, 'int32');
  },
  where(condition: tf.Tensor, otherwise: tf.Tensor) {
    return tf.where(condition, this, otherwise);
  },
  numpy() {
    if (tf.getBackend() === 'webgpu')
      throw new ValueError('numpy: values on WebGPU can be read in the background only.', {
        fix: 'await t.data()',
      });
    return this.arraySync();
  },
};

/** Gives every tensor tfjs's chained methods (`x.add(y)`), which its build for Node leaves out, and `numpy()`. */
export function registerTensorMethods(): void {
  const prototype = tf.Tensor.prototype as unknown as Record<string, unknown>;
  const ops = { ...(tf as unknown as Record<string, unknown>), ...ELSEWHERE };
  for (const name of SAME_NAME) {
    const op = ops[name] as Op;
    prototype[name] = function (this: tf.Tensor, ...args: unknown[]) {
      return op(this, ...args);
    };
  }
  Object.assign(prototype, OTHERS);
  Object.assign(prototype, { [Symbol.toPrimitive]: toPrimitive, [inspect.custom]: shown });
}

/** JavaScript's operators make NaN of an object; `+` is left out, because text may be put together with it. */
function toPrimitive(this: tf.Tensor, hint: 'string' | 'number' | 'default'): string {
  if (hint !== 'number') return this.toString();
  throw new ValueError(
    `tensor: expected one of its methods; received an operator (-, *, /, %, <, >, ...) beside a tensor of shape ${showShape(this.shape)}.`,
    { fix: 'x.sub(y), x.mul(y), x.div(255), x.less(y), ...; loss.numpy() is a number' },
  );
}

/** The most values that are printed inside of something else. */
const FEW = 12;

/** Node prints one line: inside of arrays and objects, and by console.log. */
function shown(this: tf.Tensor, _depth: number, options: InspectOptions): string {
  const head = `Tensor ${this.dtype} ${showShape(this.shape)}`;
  if (this.isDisposed) return `${head}, disposed of`;
  if (this.size === 0 || this.size > FEW || tf.getBackend() === 'webgpu') return head;
  return `${head} ${inspect(rounded(this.arraySync()), { ...options, breakLength: Infinity, depth: 6 })}`;
}

/** float32 has seven digits; those behind are of the conversion. */
function rounded(values: unknown): unknown {
  if (Array.isArray(values)) return values.map(rounded);
  return typeof values === 'number' ? Number(values.toPrecision(7)) : values;
}
