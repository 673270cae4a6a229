import * as tf from '@tensorflow/tfjs-core';
import { type FusedName, runFused } from '../operations/fused.js';

/** The gradient of relu: `dy` where `x` is positive. */
function reluGradient(dy: tf.Tensor, x: tf.Tensor): tf.Tensor {
  return runFused('CellgradReluGrad', { dy, x })?.[0] ?? tf.mul(dy, tf.step(x));
}

/** The gradient of softmax over the last axis, from its result `y`. */
function softmaxGradient(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  const fused = runFused('CellgradSoftmaxGrad', { dy, y });
  return fused?.[0] ?? tf.mul(tf.sub(dy, tf.sum(tf.mul(dy, y), -1, true)), y);
}

/** The gradient of the sigmoid, from its result `y`. */
function sigmoidGradient(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return runFused('CellgradSigmoidGrad', { dy, y })?.[0] ?? tf.mul(dy, tf.mul(y, tf.sub(1, y)));
}

/** The gradient of the hyperbolic tangent, from its result `y`. */
function tanhGradient(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return runFused('CellgradTanhGrad', { dy, y })?.[0] ?? tf.mul(dy, tf.sub(1, tf.square(y)));
}

/** `dy` times a slope that may be infinite or NaN: zero where `dy` is, as in TensorFlow, so that `where` can leave such places out. */
function finiteTimes(dy: tf.Tensor, slope: tf.Tensor): tf.Tensor {
  const counts = tf.logicalOr(tf.isFinite(slope), tf.notEqual(dy, 0));
  return tf.mul(dy, tf.where(counts, slope, tf.zerosLike(slope)));
}

/** Functions with a pole: the slope, and the slope of that, both from the result `y`. */
const POLES: readonly (readonly [
  kernelName: string,
  gradient: FusedName,
  slope: (y: tf.Tensor) => tf.Tensor,
  change: (y: tf.Tensor) => tf.Tensor,
])[] = [
  [tf.Sqrt, 'CellgradSqrtGrad', (y) => tf.div(0.5, y), (y) => tf.div(-0.5, tf.square(y))],
  [
    tf.Rsqrt,
    'CellgradRsqrtGrad',
    (y) => tf.mul(tf.mul(tf.square(y), y), -0.5),
    (y) => tf.mul(tf.square(y), -1.5),
  ],
  [tf.Reciprocal, 'CellgradReciprocalGrad', (y) => tf.neg(tf.square(y)), (y) => tf.mul(y, -2)],
];

/** Their gradients, and the gradients of these. */
function gradientsAtPoles(): tf.GradConfig[] {
  return POLES.flatMap(([kernelName, gradient, slope, change]) => {
    const times = (dy: tf.Tensor, y: tf.Tensor) =>
      runFused(gradient, { dy, y })?.[0] ?? finiteTimes(dy, slope(y));
    return [
      {
        kernelName,
        outputsToSave: [true],
        gradFunc: (dy, [y]) => ({ x: () => times(dy as tf.Tensor, y!) }),
      },
      {
        kernelName: gradient,
        inputsToSave: ['dy', 'y'],
        gradFunc: (u, [dy, y]) => ({
          dy: () => times(u as tf.Tensor, y!),
          y: () => tf.mul(tf.mul(u as tf.Tensor, dy!), change(y!)),
        }),
      },
    ] satisfies tf.GradConfig[];
  });
}

/** Along the last axis, and that axis kept with a size of one. */
const sumLast = (x: tf.Tensor) => tf.sum(x, -1, true);

/** Gradients that use our own kernels where the backend in use has them, and the gradients of these kernels. */
const GRADIENTS: readonly tf.GradConfig[] = [
  {
    kernelName: tf.Relu,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => reluGradient(dy as tf.Tensor, x!) }),
  },
  {
    kernelName: 'CellgradReluGrad',
    inputsToSave: ['dy', 'x'],
    gradFunc: (u, [, x]) => ({
      dy: () => reluGradient(u as tf.Tensor, x!),
      x: () => tf.zerosLike(x!),
    }),
  },
  {
    kernelName: tf.Sigmoid,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => sigmoidGradient(dy as tf.Tensor, y!) }),
  },
  {
    kernelName: 'CellgradSigmoidGrad',
    inputsToSave: ['dy', 'y'],
    gradFunc: (given, saved) => {
      const u = given as tf.Tensor;
      const [dy, y] = saved as [tf.Tensor, tf.Tensor];
      return {
        dy: () => sigmoidGradient(u, y),
        y: () => tf.mul(tf.mul(u, dy), tf.sub(1, tf.mul(2, y))),
      };
    },
  },
  {
    kernelName: tf.Tanh,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => tanhGradient(dy as tf.Tensor, y!) }),
  },
  {
    kernelName: 'CellgradTanhGrad',
    inputsToSave: ['dy', 'y'],
    gradFunc: (given, saved) => {
      const u = given as tf.Tensor;
      const [dy, y] = saved as [tf.Tensor, tf.Tensor];
      return { dy: () => tanhGradient(u, y), y: () => tf.mul(tf.mul(u, dy), tf.mul(-2, y)) };
    },
  },
  {
    kernelName: tf.Softmax,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ logits: () => softmaxGradient(dy as tf.Tensor, y!) }),
  },
  {
    kernelName: 'CellgradSoftmaxGrad',
    inputsToSave: ['dy', 'y'],
    gradFunc: (given, saved) => {
      const u = given as tf.Tensor;
      const [dy, y] = saved as [tf.Tensor, tf.Tensor];
      return {
        dy: () => softmaxGradient(u, y),
        y: () => tf.sub(tf.mul(u, tf.sub(dy, sumLast(tf.mul(dy, y)))), tf.mul(dy, sumLast(tf.mul(u, y)))),
      };
    },
  },
  {
    kernelName: 'CellgradCrossEntropy',
    inputsToSave: ['labels', 'logits'],
    gradFunc: (given, saved) => {
      const dy = given as tf.Tensor;
      const [labels, logits] = saved as [tf.Tensor, tf.Tensor];
      return {
        labels: () => tf.mul(tf.expandDims(dy, -1), tf.neg(tf.logSoftmax(logits))),
        logits: () => runFused('CellgradCrossEntropyGrad', { dy, labels, logits })![0]!,
      };
    },
  },
  {
    kernelName: 'CellgradCrossEntropyGrad',
    inputsToSave: ['dy', 'labels', 'logits'],
    gradFunc: (given, saved) => {
      const u = given as tf.Tensor;
      const [dy, labels, logits] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const scaled = () => tf.mul(u, tf.expandDims(dy, -1));
      return {
        dy: () => tf.sum(tf.mul(u, tf.sub(tf.softmax(logits), labels)), -1),
        labels: () => tf.neg(scaled()),
        logits: () => softmaxGradient(scaled(), tf.softmax(logits)),
      };
    },
  },
  {
    // The kernel as `linear` runs it: two matrices, nothing transposed, a bias.
    kernelName: tf._FusedMatMul,
    inputsToSave: ['a', 'b', 'bias'],
    outputsToSave: [true],
    gradFunc: (given, saved, attrs) => {
      const [a, b, , y] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.Tensor2D];
      const { activation } = attrs as unknown as tf._FusedMatMulAttrs;
      const dy = (activation === 'relu' ? reluGradient(given as tf.Tensor, y) : given) as tf.Tensor2D;
      return {
        a: () => tf.matMul(dy, b, false, true),
        b: () => tf.matMul(a, dy, true, false),
        bias: () => tf.sum(dy, 0),
      };
    },
  },
];

/** Registers them, in place of those that are there. */
export function registerFusedGradients(): void {
  for (const gradient of [...GRADIENTS, ...gradientsAtPoles()]) {
    if (tf.getGradient(gradient.kernelName)) tf.unregisterGradient(gradient.kernelName);
    tf.registerGradient(gradient);
  }
}
