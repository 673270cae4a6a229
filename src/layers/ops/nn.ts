import * as tf from '@tensorflow/tfjs-core';
import * as activations from '../../activations/index.js';
import { type TensorInput, toTensor } from '../../backends/convert.js';
import * as losses from '../../losses/index.js';
import { defineOp } from './define-op.js';

const activation = (name: string, compute: (x: tf.Tensor) => tf.Tensor) =>
  defineOp(name, (x: TensorInput) => compute(toTensor(x)));

// The ops of keras.ops for networks. See https://keras.io/api/ops/nn/.
export const celu = activation('celu', activations.celu);
export const elu = activation('elu', activations.elu);
export const glu = activation('glu', activations.glu);
export const hardSigmoid = activation('hardSigmoid', activations.hardSigmoid);
export const hardSilu = activation('hardSilu', activations.hardSilu);
export const hardTanh = activation('hardTanh', activations.hardTanh);
export const logSigmoid = activation('logSigmoid', activations.logSigmoid);
export const mish = activation('mish', activations.mish);
export const relu = activation('relu', activations.relu);
export const relu6 = activation('relu6', activations.relu6);
export const selu = activation('selu', activations.selu);
export const sigmoid = activation('sigmoid', activations.sigmoid);
export const silu = activation('silu', activations.silu);
export const softplus = activation('softplus', activations.softplus);
export const softsign = activation('softsign', activations.softsign);

/** Gaussian error linear unit; Keras's op approximates it unless told otherwise. */
export const gelu = defineOp('gelu', (x: TensorInput, approximate: boolean = true) =>
  activations.gelu(toTensor(x), { approximate }),
);
export const leakyRelu = defineOp('leakyRelu', (x: TensorInput, negativeSlope: number = 0.2) =>
  activations.leakyRelu(toTensor(x), { negativeSlope }),
);
export const softmax = defineOp('softmax', (x: TensorInput, axis: number = -1) =>
  activations.softmax(toTensor(x), { axis }),
);
export const logSoftmax = defineOp('logSoftmax', (x: TensorInput, axis: number = -1) =>
  activations.logSoftmax(toTensor(x), { axis }),
);

/** Class numbers as one-hot rows, float32. */
export const oneHot = defineOp('oneHot', (x: TensorInput, numClasses: number) =>
  tf.cast(tf.oneHot(toTensor(x, 'int32'), numClasses), 'float32'),
);

/** Mean and variance over axes. */
export const moments = defineOp(
  'moments',
  (x: TensorInput, axes: number | number[], keepdims: boolean = false): [tf.Tensor, tf.Tensor] => {
    const { mean, variance } = tf.moments(toTensor(x), axes, keepdims);
    return [mean, variance];
  },
);

/** Rows of length 1. */
export const normalize = defineOp(
  'normalize',
  (x: TensorInput, axis: number = -1, epsilon: number = 1e-12) => {
    const values = toTensor(x);
    return tf.div(values, tf.maximum(tf.norm(values, 'euclidean', axis, true), epsilon));
  },
);

const loss = (name: string, compute: (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor) =>
  defineOp(name, (target: TensorInput, output: TensorInput) => compute(toTensor(target), toTensor(output)));

export const binaryCrossentropy = loss('binaryCrossentropy', losses.binaryCrossentropy);
export const categoricalCrossentropy = loss('categoricalCrossentropy', losses.categoricalCrossentropy);
export const sparseCategoricalCrossentropy = loss(
  'sparseCategoricalCrossentropy',
  losses.sparseCategoricalCrossentropy,
);
