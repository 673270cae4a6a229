import * as tf from '@tensorflow/tfjs-core';

/** Class numbers as one-hot rows along a new last axis, float32; `tf.oneHot` refuses a single class. */
export function oneHot(numbers: tf.Tensor, classes: number): tf.Tensor {
  return tf.tidy(() =>
    tf.cast(
      classes > 1 ? tf.oneHot(numbers, classes) : tf.expandDims(tf.equal(numbers, tf.scalar(0, 'int32')), -1),
      'float32',
    ),
  );
}
