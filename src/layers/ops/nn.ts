import * as tf from '@tensorflow/tfjs-core';
import * as activations from '../../activations/index.js';
import { type TensorInput, toTensor } from '../../backends/operations/convert.js';
import { defineOp } from './define-op.js';

const activation = (name: string, compute: (x: tf.Tensor) => tf.Tensor) =>
  defineOp(name, ['x'], (x: TensorInput) => compute(toTensor(x)));

function keepingIntegers(name: string, compute: (x: tf.Tensor) => tf.Tensor) {
  return defineOp(name, ['x'], (x: TensorInput) => {
    const found = compute(toTensor(x));
    return x instanceof tf.Tensor && x.dtype === 'int32' ? tf.cast(found, 'int32') : found;
  });
}

/** An axis, several as one, or null for all. */
type SoftmaxAxis = number | readonly number[] | null;

/** An activation with one number to set. */
const withNumber = <const N extends string>(
  name: string,
  option: N,
  initial: number,
  compute: (x: tf.Tensor, value: number) => tf.Tensor,
) => defineOp(name, ['x', option], (x: TensorInput, value: number = initial) => compute(toTensor(x), value));

// The activations of keras.ops. See https://keras.io/api/ops/nn/.
export const hardSigmoid = activation('hardSigmoid', activations.hardSigmoid);
export const hardSilu = activation('hardSilu', activations.hardSilu);
export const hardSwish = hardSilu;
export const hardTanh = activation('hardTanh', activations.hardTanh);
export const logSigmoid = activation('logSigmoid', activations.logSigmoid);
export const mish = activation('mish', activations.mish);
export const relu = keepingIntegers('relu', activations.relu);
export const relu6 = keepingIntegers('relu6', activations.relu6);
export const selu = activation('selu', activations.selu);
export const sigmoid = activation('sigmoid', activations.sigmoid);
export const silu = activation('silu', activations.silu);
export const swish = silu;
export const softplus = activation('softplus', activations.softplus);
export const softsign = activation('softsign', activations.softsign);
export const sparsePlus = activation('sparsePlus', activations.sparsePlus);
export const sparseSigmoid = activation('sparseSigmoid', activations.sparseSigmoid);
export const tanhShrink = activation('tanhShrink', activations.tanhShrink);

export const celu = withNumber('celu', 'alpha', 1, (x, alpha) => activations.celu(x, { alpha }));
export const elu = withNumber('elu', 'alpha', 1, (x, alpha) => activations.elu(x, { alpha }));
export const glu = withNumber('glu', 'axis', -1, (x, axis) => activations.glu(x, { axis }));
export const hardShrink = withNumber('hardShrink', 'threshold', 0.5, (x, threshold) =>
  activations.hardShrink(x, { threshold }),
);
export const leakyRelu = withNumber('leakyRelu', 'negativeSlope', 0.2, (x, negativeSlope) =>
  activations.leakyRelu(x, { negativeSlope }),
);
const alongAxes = (name: string, compute: (x: tf.Tensor, options: { axis: SoftmaxAxis }) => tf.Tensor) =>
  defineOp(name, ['x', 'axis'], (x: TensorInput, axis: SoftmaxAxis = -1) => compute(toTensor(x), { axis }));
export const logSoftmax = alongAxes('logSoftmax', activations.logSoftmax);
export const softShrink = withNumber('softShrink', 'threshold', 0.5, (x, threshold) =>
  activations.softShrink(x, { threshold }),
);
export const softmax = alongAxes('softmax', activations.softmax);
export const sparsemax = withNumber('sparsemax', 'axis', -1, (x, axis) => activations.sparsemax(x, { axis }));
export const squareplus = withNumber('squareplus', 'b', 4, (x, b) => activations.squareplus(x, { b }));

/** Gaussian error linear unit; Keras's op approximates it unless told otherwise. */
export const gelu = defineOp('gelu', ['x', 'approximate'], (x: TensorInput, approximate: boolean = true) =>
  activations.gelu(toTensor(x), { approximate }),
);
export const threshold = defineOp(
  'threshold',
  ['x', 'threshold', 'defaultValue'],
  (x: TensorInput, above: number, defaultValue: number) =>
    activations.threshold(toTensor(x), { threshold: above, defaultValue }),
);
