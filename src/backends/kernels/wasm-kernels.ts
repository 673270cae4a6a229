import * as tf from '@tensorflow/tfjs-core';
import { borrowFromCpu } from './borrowed.js';
import { withTrueBooleans } from './cast.js';
import { conv2DBackpropFilter } from './conv2d-backprop-filter.js';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise-backprop.js';
import { fusedOptimizerKernels } from './fused-optimizers.js';
import { withExplicitTransposes } from './matmul.js';
import { maxPoolKernels } from './max-pool.js';
import { withoutCopies } from './slices.js';
import { withRightTypes } from './strided-slice.js';
import { unsortedSegmentSum } from './unsorted-segment-sum.js';

/** Operations without a kernel of their own on wasm, rare enough to run in plain JavaScript on copies. */
const BORROWED = ['Complex', 'ComplexAbs', 'Einsum', 'FFT', 'IFFT', 'Imag', 'Real'];

/** Kernels of tfjs's wasm backend that give wrong numbers; the plain-JavaScript ones agree with central differences. */
const WRONG = [tf.Conv3DBackpropFilterV2, tf.Conv3DBackpropInputV2];

let registered = false;

/** Adds to tfjs's wasm backend what training needs and it lacks, and replaces what is slow. Once. */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  const ours = [
    conv2DBackpropFilter,
    depthwiseBackpropFilter,
    depthwiseBackpropInput,
    unsortedSegmentSum,
    ...fusedOptimizerKernels('wasm'),
  ];
  for (const kernel of ours) tf.registerKernel(kernel);
  for (const name of BORROWED)
    if (!tf.getKernel(name, 'wasm')) tf.registerKernel(borrowFromCpu(name, 'wasm'));
  for (const name of WRONG) {
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel(borrowFromCpu(name, 'wasm'));
  }
  for (const kernel of maxPoolKernels('wasm')) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel(kernel);
  }
  for (const name of [tf.Slice, tf.SplitV, tf.Unpack]) {
    const kernel = tf.getKernel(name, 'wasm');
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel(withoutCopies(kernel));
  }
  const stridedSlice = tf.getKernel(tf.StridedSlice, 'wasm');
  tf.unregisterKernel(tf.StridedSlice, 'wasm');
  tf.registerKernel(withRightTypes(stridedSlice));
  const cast = tf.getKernel(tf.Cast, 'wasm');
  tf.unregisterKernel(tf.Cast, 'wasm');
  tf.registerKernel(withTrueBooleans(cast));
  const transpose = tf.getKernel('Transpose', 'wasm');
  for (const name of ['BatchMatMul', '_FusedMatMul']) {
    const kernel = tf.getKernel(name, 'wasm');
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel(withExplicitTransposes(kernel, transpose));
  }
}
