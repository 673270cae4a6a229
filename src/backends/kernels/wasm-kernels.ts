import * as tf from '@tensorflow/tfjs-core';
import { convolutionKernels } from '../simd/convolution-kernels.js';
import { fastProducts } from '../simd/matmul-kernels.js';
import { wasmMaxPool } from '../simd/max-pool-on-wasm.js';
import { simdOptimizerKernels } from '../simd/optimizer-kernels.js';
import { exactMeans, exactSigns, fastSums, rowKernels } from '../simd/row-kernels.js';
import { broadcastBatches } from './batches.js';
import { borrowFromCpu } from './borrowed.js';
import { withTrueBooleans } from './cast.js';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise-backprop.js';
import { keepingNaN } from './extremes.js';
import { maxPoolKernels } from './max-pool.js';
import { gatherNothing, overNothing, placesInNothing, REDUCTIONS, transposeNothing } from './over-nothing.js';
import { ofOneType } from './select.js';
import { sharing } from './sharing.js';
import { withoutCopies } from './slices.js';
import { forOneShape, forSomeTypes, OF_SOME_TYPES } from './some-types.js';
import { withRightTypes } from './strided-slice.js';

/** Operations without a kernel of their own on wasm, rare enough to run in plain JavaScript on copies. */
const BORROWED = ['Complex', 'ComplexAbs', 'Einsum', 'FFT', 'IFFT', 'Imag', 'Real'];

/** Kernels of tfjs's wasm backend that give wrong numbers; the plain-JavaScript ones agree with central differences. */
const WRONG = [tf.Conv3DBackpropFilterV2, tf.Conv3DBackpropInputV2];

/** Kernels of tfjs that ours wrap. */
const WRAPPED: Readonly<Record<string, (kernel: tf.KernelConfig) => tf.KernelConfig>> = {
  [tf.Slice]: withoutCopies,
  [tf.SplitV]: withoutCopies,
  [tf.Unpack]: withoutCopies,
  [tf.StridedSlice]: withRightTypes,
  [tf.Identity]: sharing,
  [tf.Cast]: (kernel) => sharing(withTrueBooleans(kernel)),
  [tf.BatchMatMul]: (kernel) => broadcastBatches(fastProducts(kernel)),
  [tf._FusedMatMul]: fastProducts,
  [tf.GatherV2]: gatherNothing,
  [tf.ArgMax]: placesInNothing,
  [tf.ArgMin]: placesInNothing,
  [tf.Transpose]: transposeNothing,
  [tf.Maximum]: keepingNaN,
  [tf.Minimum]: keepingNaN,
  [tf.Select]: ofOneType,
  ...Object.fromEntries(REDUCTIONS.map((name) => [name, overNothing])),
  [tf.Sum]: (kernel) => overNothing(fastSums(kernel)),
  [tf.Mean]: (kernel) => overNothing(exactMeans(kernel)),
  ...Object.fromEntries(OF_SOME_TYPES.map((name) => [name, forSomeTypes])),
  [tf.Sign]: (kernel) => forSomeTypes(exactSigns(kernel)),
  [tf.Prelu]: (kernel) => forOneShape(forSomeTypes(kernel)),
};

let registered = false;

/** Adds to tfjs's wasm backend what training needs and it lacks, and replaces what is slow or wrong. Once. */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  const existing = (name: string) => tf.getKernel(name, 'wasm');
  const ours = [
    depthwiseBackpropFilter,
    depthwiseBackpropInput,
    ...simdOptimizerKernels,
    ...rowKernels,
    ...convolutionKernels(existing),
    ...maxPoolKernels('wasm', wasmMaxPool),
    ...BORROWED.filter((name) => !existing(name)).map((name) => borrowFromCpu(name, 'wasm')),
    ...WRONG.map((name) => borrowFromCpu(name, 'wasm')),
    ...Object.entries(WRAPPED).map(([name, wrap]) => wrap(existing(name))),
  ];
  for (const kernel of ours) {
    if (existing(kernel.kernelName)) tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel(kernel);
  }
}
