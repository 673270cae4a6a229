import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { activationNumber } from './matmul-kernels.js';
import { Simd } from './simd.js';

type Shape4D = [number, number, number, number];

/** What the attributes of all convolutions have in common. */
interface ConvolutionAttrs {
  readonly strides: [number, number] | number;
  readonly pad: tf.Conv2DAttrs['pad'];
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * Convolutions over images and their gradients, as matrix products with patches. tfjs's wasm backend has no gradient of the
 * filter, and that of the input does not use SIMD. `existing` stays in use for dilated forward convolutions and for
 * activations that ours do not apply.
 */
export function convolutionKernels(existing: (name: string) => tf.KernelConfig): tf.KernelConfig[] {
  return [
    forward(existing(tf.Conv2D)),
    forward(existing(tf.FusedConv2D)),
    {
      kernelName: tf.Conv2DBackpropFilter,
      backendName: 'wasm',
      kernelFunc({ inputs, attrs, backend }) {
        const { x, dy } = inputs as Record<'x' | 'dy', tf.TensorInfo>;
        const { filterShape } = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
        const info = infoOf(x.shape, filterShape, attrs as unknown as ConvolutionAttrs);
        const wasm = backend as BackendWasm;
        const output = wasm.makeOutput(filterShape, 'float32');
        const simd = Simd.of(wasm);
        const sizes = sizesOf(info, simd);
        simd.run('conv2d_filter', simd.at(x), simd.at(dy), simd.at(output), ...sizes);
        return output;
      },
    },
    {
      kernelName: tf.Conv2DBackpropInput,
      backendName: 'wasm',
      kernelFunc({ inputs, attrs, backend }) {
        const { dy, filter } = inputs as Record<'dy' | 'filter', tf.TensorInfo>;
        const { inputShape } = attrs as unknown as tf.Conv2DBackpropInputAttrs;
        const info = infoOf(inputShape, filter.shape as Shape4D, attrs as unknown as ConvolutionAttrs);
        const wasm = backend as BackendWasm;
        const output = wasm.makeOutput(inputShape, 'float32');
        const simd = Simd.of(wasm);
        const sizes = sizesOf(info, simd);
        simd.run('conv2d_input', simd.at(dy), simd.at(filter), simd.at(output), ...sizes);
        return output;
      },
    },
  ];
}

function forward(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { x, filter, bias, preluActivationWeights } = call.inputs as Record<string, tf.TensorInfo>;
      const attrs = call.attrs as unknown as ConvolutionAttrs & { readonly activation?: string };
      const number = activationNumber(attrs.activation);
      const dilated = [attrs.dilations ?? 1].flat().some((step) => step > 1);
      if (number === undefined || preluActivationWeights != null || dilated) return kernel.kernelFunc(call);
      const info = infoOf(x!.shape, filter!.shape as Shape4D, attrs);
      const wasm = call.backend as BackendWasm;
      const output = wasm.makeOutput(info.outShape, 'float32');
      const simd = Simd.of(wasm);
      const sizes = sizesOf(info, simd);
      simd.run('conv2d', simd.at(x), simd.at(filter), simd.at(bias), number, simd.at(output), ...sizes);
      return output;
    },
  };
}

function infoOf(
  inputShape: readonly number[],
  filterShape: Shape4D,
  { strides, pad, dataFormat, dimRoundingMode }: ConvolutionAttrs,
): tf.backend_util.Conv2DInfo {
  const format = tf.backend_util.convertConv2DDataFormat(dataFormat);
  if (format !== 'channelsLast') {
    throw new Error(`Conv2D on wasm: expected data format NHWC; received ${dataFormat}.`);
  }
  const shape = [...inputShape] as Shape4D;
  return tf.backend_util.computeConv2DInfo(
    shape,
    filterShape,
    strides,
    1,
    pad as number,
    dimRoundingMode,
    false,
    format,
  );
}

/** The arguments CONVOLUTION of source/convolution.c. */
function sizesOf(info: tf.backend_util.Conv2DInfo, simd: Simd): number[] {
  return [
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outHeight,
    info.outWidth,
    info.outChannels,
    info.filterHeight,
    info.filterWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
    simd.convolutionRoom(info.filterHeight * info.filterWidth * info.inChannels),
  ];
}
