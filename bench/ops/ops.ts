import type * as Core from '@tensorflow/tfjs-core';

type Tf = typeof Core;

/** One operation: `prepare` makes its inputs and gives what is timed, which returns a tensor that depends on all of the work. */
export interface Op {
  readonly title: string;
  prepare(tf: Tf): () => Core.Tensor;
}

/** Forward and the gradients with respect to all inputs, added up so that none is left out. */
function withGradients(
  tf: Tf,
  f: (...inputs: Core.Tensor[]) => Core.Tensor,
  inputs: Core.Tensor[],
): () => Core.Tensor {
  const gradients = tf.grads((...given: Core.Tensor[]) => tf.sum(f(...given)) as Core.Scalar);
  return () => tf.addN(gradients(inputs).map((one) => tf.sum(one)));
}

const normal = (tf: Tf, shape: number[]) => tf.randomNormal(shape, 0, 1, 'float32', 7);

const conv = (tf: Tf) => (x: Core.Tensor, w: Core.Tensor) =>
  tf.conv2d(x as Core.Tensor4D, w as Core.Tensor4D, 1, 'same');

/** The operations, by the id that the Python side uses, too. */
export const OPS: Readonly<Record<string, Op>> = {
  matmul: {
    title: 'matMul [32,784] x [784,64]',
    prepare(tf) {
      const [a, b] = [normal(tf, [32, 784]), normal(tf, [784, 64])];
      return () => tf.matMul(a, b);
    },
  },
  matmulGradients: {
    title: 'its gradients',
    prepare: (tf) =>
      withGradients(tf, (a, b) => tf.matMul(a!, b!), [normal(tf, [32, 784]), normal(tf, [784, 64])]),
  },
  matmulLarge: {
    title: 'matMul [512,512] x [512,512]',
    prepare(tf) {
      const [a, b] = [normal(tf, [512, 512]), normal(tf, [512, 512])];
      return () => tf.matMul(a, b);
    },
  },
  conv: {
    title: 'conv2d [32,28,28,16], 3x3, 32 filters',
    prepare(tf) {
      const [x, w] = [normal(tf, [32, 28, 28, 16]), normal(tf, [3, 3, 16, 32])];
      return () => conv(tf)(x, w);
    },
  },
  convGradients: {
    title: 'its gradients',
    prepare: (tf) =>
      withGradients(tf, (x, w) => conv(tf)(x!, w!), [
        normal(tf, [32, 28, 28, 16]),
        normal(tf, [3, 3, 16, 32]),
      ]),
  },
  maxPoolGradients: {
    title: 'maxPool [32,28,28,16], 2x2, and its gradient',
    prepare: (tf) =>
      withGradients(tf, (x) => tf.maxPool(x as Core.Tensor4D, 2, 2, 'valid'), [normal(tf, [32, 28, 28, 16])]),
  },
  softmaxGradients: {
    title: 'softmax cross-entropy [256,1000] and its gradient',
    prepare(tf) {
      const labels = tf.oneHot(
        tf.tensor1d(
          Array.from({ length: 256 }, (_, i) => (i * 37) % 1000),
          'int32',
        ),
        1000,
      );
      return withGradients(tf, (x) => tf.neg(tf.sum(tf.mul(tf.cast(labels, 'float32'), tf.logSoftmax(x!)))), [
        normal(tf, [256, 1000]),
      ]);
    },
  },
  gatherGradients: {
    title: 'gather 4,096 rows of [10000,64] and its gradient',
    prepare(tf) {
      const rows = tf.tensor1d(
        Array.from({ length: 4096 }, (_, i) => (i * 7919) % 10_000),
        'int32',
      );
      return withGradients(tf, (table) => tf.gather(table!, rows), [normal(tf, [10_000, 64])]);
    },
  },
  relu: {
    title: 'relu of 1,000,000 numbers',
    prepare(tf) {
      const x = normal(tf, [1000, 1000]);
      return () => tf.relu(x);
    },
  },
  sum: {
    title: 'sum of [1000,1000] over rows',
    prepare(tf) {
      const x = normal(tf, [1000, 1000]);
      return () => tf.sum(x, 0);
    },
  },
  transpose: {
    title: 'transpose of [1000,1000]',
    prepare(tf) {
      const x = normal(tf, [1000, 1000]);
      return () => tf.transpose(x);
    },
  },
};
