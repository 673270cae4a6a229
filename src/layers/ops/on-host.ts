import * as tf from '@tensorflow/tfjs-core';

/** What a tensor of numbers is made of. */
export type HostValues = Float32Array | Int32Array | Uint8Array;

/**
 * The values of a tensor for what tfjs has no kernels for and is computed in JavaScript. A step that does so is not
 * recorded but runs as it is written; on WebGPU values cannot be read at once, which is an error that says so.
 */
export function valuesOf(x: tf.Tensor): HostValues {
  return x.dataSync() as HostValues;
}

/** Computes each value of two tensors that broadcast from the pair of theirs. */
export function pairsOnHost(
  a: tf.Tensor,
  b: tf.Tensor,
  dtype: 'float32' | 'int32',
  compute: (a: number, b: number) => number,
): tf.Tensor {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  if (shape.includes(0)) return tf.zeros(shape, dtype);
  const [first, second] = [valuesOf(tf.broadcastTo(a, shape)), valuesOf(tf.broadcastTo(b, shape))];
  const found = dtype === 'int32' ? new Int32Array(first.length) : new Float32Array(first.length);
  for (let i = 0; i < found.length; i++) found[i] = compute(first[i]!, second[i]!);
  return tf.tensor(found, shape, dtype);
}
