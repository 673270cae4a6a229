import * as tf from '@tensorflow/tfjs-core';

/** A function of tensors with a gradient of its own. */
export interface Differentiable {
  /** Computes the value; `save` keeps tensors for the gradient. */
  forward(save: (tensors: tf.Tensor[]) => void): tf.Tensor;
  /** The gradients of the inputs, in their order, from the value's gradient and the saved tensors. */
  gradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[];
}

/** Computes `forward` so that tapes use `gradient`, typed where tf.customGrad is not. */
export function withGradient(inputs: tf.Tensor[], { forward, gradient }: Differentiable): tf.Tensor {
  const compute = tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const save = args.at(-1) as tf.GradSaveFunc;
    return {
      value: forward(save),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradient(dy, saved),
    };
  });
  return compute(...inputs);
}
