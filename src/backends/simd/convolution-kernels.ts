import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { activationNumber } from './matmul-kernels.js';
import { type Share, Simd } from './simd.js';
import { poolThreads } from './thread-pool.js';

/** Each part packs the filter anew. */
const PART_POSITIONS = 256;
/** Rows that source/multiply.h computes together. */
const TILE_ROWS = 4;

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
        // Each part lays all patches out.
        const most = Math.min(poolThreads(), Math.ceil(patchOf(info) / TILE_ROWS));
        simd.share(
          'conv2d_filter',
          shareOf(info, simd, most),
          simd.at(x),
          simd.at(dy),
          simd.at(output),
          ...sizesOf(info),
        );
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
        const share = shareOf(info, simd, info.batchSize);
        simd.share('conv2d_input', share, simd.at(dy), simd.at(filter), simd.at(output), ...sizesOf(info));
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
      const share = shareOf(info, simd, Math.ceil(positionsOf(info) / PART_POSITIONS));
      const places = [simd.at(x), simd.at(filter), simd.at(bias), number, simd.at(output)];
      simd.share('conv2d', share, ...places, ...sizesOf(info));
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

function positionsOf({ batchSize, outHeight, outWidth }: tf.backend_util.Conv2DInfo): number {
  return batchSize * outHeight * outWidth;
}

/** Values that one output position is computed of. */
function patchOf({ filterHeight, filterWidth, inChannels }: tf.backend_util.Conv2DInfo): number {
  return filterHeight * filterWidth * inChannels;
}

function shareOf(info: tf.backend_util.Conv2DInfo, simd: Simd, most: number): Share {
  const patch = patchOf(info);
  return { work: positionsOf(info) * patch * info.outChannels, most, room: simd.convolutionRoom(patch) };
}

/** The arguments CONVOLUTION of source/convolution.c, without the room and the part. */
function sizesOf(info: tf.backend_util.Conv2DInfo): number[] {
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
  ];
}
