import * as tf from '@tensorflow/tfjs-core';

/** The kernels of our own that a backend may have. */
export type FusedName =
  | 'CellgradAdam'
  | 'CellgradSgd'
  | 'CellgradBiasAdd'
  | 'CellgradBiasAddGrad'
  | 'CellgradCrossEntropy'
  | 'CellgradCrossEntropyGrad'
  | 'CellgradReluGrad'
  | 'CellgradSigmoidGrad'
  | 'CellgradTanhGrad'
  | 'CellgradSqrtGrad'
  | 'CellgradRsqrtGrad'
  | 'CellgradReciprocalGrad'
  | 'CellgradSoftmaxGrad';

/** Runs a kernel of our own: its outputs, or undefined if the backend in use has no such kernel. */
export function runFused(
  kernelName: FusedName,
  inputs: Readonly<Record<string, tf.Tensor>>,
  attrs: Readonly<Record<string, number | boolean>> = {},
): tf.Tensor[] | undefined {
  if (!tf.getKernel(kernelName, tf.getBackend())) return undefined;
  const outputs = tf
    .engine()
    .runKernel(kernelName, inputs as unknown as tf.NamedTensorMap, attrs as tf.NamedAttrMap);
  return Array.isArray(outputs) ? outputs : [outputs as tf.Tensor];
}
