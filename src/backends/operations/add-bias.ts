import * as tf from '@tensorflow/tfjs-core';
import { runFused } from './fused.js';

/** Adds a bias `[channels]` to the last axis of `x`. */
export function addBias(x: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  return runFused('CellgradBiasAdd', { x, bias })?.[0] ?? tf.add(x, bias);
}

/** TensorFlow's operation for it has a gradient that is quicker than a sum over axes. */
export const biasAddGradient: tf.GradConfig = {
  kernelName: 'CellgradBiasAdd',
  gradFunc: (dy) => ({
    x: () => tf.clone(dy as tf.Tensor),
    bias: () => runFused('CellgradBiasAddGrad', { dy: dy as tf.Tensor })![0]!,
  }),
};

/** A sum over all axes but the last: its gradient spreads over them. */
export const biasAddGradGradient: tf.GradConfig = {
  kernelName: 'CellgradBiasAddGrad',
  inputsToSave: ['dy'],
  gradFunc: (ddy, [dy]) => ({ dy: () => tf.add(tf.zerosLike(dy!), ddy as tf.Tensor) }),
};
