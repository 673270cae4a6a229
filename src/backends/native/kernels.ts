import * as tf from '@tensorflow/tfjs-core';
import { addBias } from '../operations/add-bias.js';
import type { FusedName } from '../operations/fused.js';
import { activeRecorder } from '../recording/recorder.js';
import { type NativeBackend, TFJS_NAME } from './native-backend.js';
import { boolAttribute, intAttribute, typeAttribute } from './types.js';

type Run = (
  inputs: Readonly<Record<string, tf.TensorInfo>>,
  attributes: Readonly<Record<string, unknown>>,
  backend: NativeBackend,
) => tf.TensorInfo | tf.TensorInfo[];

function kernel(kernelName: string, run: Run): tf.KernelConfig {
  return {
    kernelName,
    backendName: TFJS_NAME,
    kernelFunc: ({ inputs, attrs, backend }) =>
      run(inputs as Record<string, tf.TensorInfo>, attrs ?? {}, backend as NativeBackend),
  };
}

/** tfjs-node's reads the indices to check them, which a recorded step cannot do. */
const gatherV2 = kernel(tf.GatherV2, ({ x, indices }, { axis, batchDims }, backend) => {
  const table = x as tf.Tensor;
  const rows = indices as tf.Tensor;
  if (activeRecorder() === null) checkIndices(backend, rows, table.shape[axis as number]!);
  const axisTensor = tf.scalar(axis as number, 'int32');
  const attributes = [
    intAttribute('batch_dims', batchDims as number),
    typeAttribute('Tparams', table),
    typeAttribute('Tindices', rows),
    typeAttribute('Taxis', 'int32'),
  ];
  const gathered = backend.executeSingleOutput('GatherV2', attributes, [table, rows, axisTensor]);
  axisTensor.dispose();
  return gathered;
});

/** Gradients cast what has the type already; tfjs-node copies it. */
const cast = kernel(tf.Cast, (inputs, { dtype }, backend) => {
  const x = inputs['x']!;
  const types = [typeAttribute('SrcT', x), typeAttribute('DstT', dtype as tf.DataType)];
  if (x.dtype !== dtype)
    return backend.executeSingleOutput('Cast', [...types, boolAttribute('Truncate', false)], [x]);
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
});

function checkIndices(backend: NativeBackend, indices: tf.TensorInfo, size: number): void {
  for (const index of backend.readSync(indices.dataId) as Int32Array)
    if (index < 0 || index >= size)
      throw new Error(`GatherV2: the index value ${index} is not in [0, ${size - 1}]`);
}

/** An operation with one type, all of whose inputs have it. */
function plain(kernelName: FusedName, operation: string, inputs: readonly string[]): tf.KernelConfig {
  return kernel(kernelName, (given, _attributes, backend) => {
    const list = inputs.map((name) => given[name]!);
    return backend.executeSingleOutput(operation, [typeAttribute('T', list[0]!)], list);
  });
}

/** The cross-entropy of each row, and its gradient with respect to the logits. */
function crossEntropy(backend: NativeBackend, labels: tf.TensorInfo, logits: tf.TensorInfo): tf.Tensor[] {
  const { shape } = logits;
  const rows = [logits, labels].map((one) => tf.reshape(one as tf.Tensor, [-1, shape.at(-1)!]));
  const type = [typeAttribute('T', logits)];
  const [losses, slopes] = backend.executeMultipleOutputs('SoftmaxCrossEntropyWithLogits', type, rows, 2);
  return [tf.reshape(losses!, shape.slice(0, -1)), tf.reshape(slopes!, shape)];
}

const crossEntropyValue = kernel('CellgradCrossEntropy', ({ labels, logits }, _attributes, backend) =>
  tf.tidy(() => crossEntropy(backend, labels!, logits!)[0]!),
);

const crossEntropyGrad = kernel('CellgradCrossEntropyGrad', ({ dy, labels, logits }, _attributes, backend) =>
  tf.tidy(() => {
    const [, slopes] = crossEntropy(backend, labels!, logits!);
    return tf.mul(tf.expandDims(dy as tf.Tensor, -1), slopes!);
  }),
);

/** As `linear` runs it: two matrices, nothing transposed, a bias. TensorFlow fuses these operations. */
const fusedMatMul = kernel(tf._FusedMatMul, ({ a, b, bias, preluActivationWeights }, attributes, backend) =>
  tf.tidy(() => {
    const { transposeA, transposeB, activation, leakyreluAlpha } =
      attributes as unknown as tf._FusedMatMulAttrs;
    const product = tf.matMul(a as tf.Tensor, b as tf.Tensor, transposeA, transposeB);
    const sum = bias === undefined ? product : addBias(product, bias as tf.Tensor);
    return backend.applyActivation(sum, activation, preluActivationWeights as tf.Tensor, leakyreluAlpha);
  }),
);

/** Our kernels: what TensorFlow has and tfjs-node does not use. */
export const NATIVE_KERNELS: readonly tf.KernelConfig[] = [
  gatherV2,
  cast,
  plain('CellgradReluGrad', 'ReluGrad', ['dy', 'x']),
  plain('CellgradSigmoidGrad', 'SigmoidGrad', ['y', 'dy']),
  plain('CellgradTanhGrad', 'TanhGrad', ['y', 'dy']),
  plain('CellgradSqrtGrad', 'SqrtGrad', ['y', 'dy']),
  plain('CellgradRsqrtGrad', 'RsqrtGrad', ['y', 'dy']),
  plain('CellgradReciprocalGrad', 'ReciprocalGrad', ['y', 'dy']),
  plain('CellgradBiasAdd', 'BiasAdd', ['x', 'bias']),
  plain('CellgradBiasAddGrad', 'BiasAddGrad', ['dy']),
  crossEntropyValue,
  crossEntropyGrad,
  fusedMatMul,
];
