import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { heapView } from './heap-view.js';

type Shape4 = [number, number, number, number];

/** The gradient of a depthwise convolution with respect to its filter, which the wasm backend lacks. */
export const depthwiseBackpropFilter: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const { x, dy } = inputs as unknown as Record<'x' | 'dy', tf.TensorInfo>;
    const { strides, dilations, pad, dimRoundingMode, filterShape } =
      attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
    const info = depthwiseInfo(x.shape as Shape4, filterShape, strides, dilations, pad, dimRoundingMode);
    const wasm = backend as BackendWasm;
    const output = wasm.makeOutput(filterShape, 'float32');
    const dFilter = heapView(wasm, output);
    const values = heapView(wasm, x);
    const gradient = heapView(wasm, dy);
    dFilter.fill(0);
    const { inChannels, outChannels } = info;
    const multiplier = outChannels / inChannels;
    forEachTap(info, (xStart, dyStart, filterStart) => {
      // The channels are the inner loop: with a multiplier of 1, as in most models, the other one is short.
      for (let m = 0; m < multiplier; m++)
        for (let c = 0, channel = m; c < inChannels; c++, channel += multiplier) {
          const at = filterStart + channel;
          dFilter[at] = dFilter[at]! + values[xStart + c]! * gradient[dyStart + channel]!;
        }
    });
    return output;
  },
};

/** The gradient of a depthwise convolution with respect to its input, which the wasm backend lacks. */
export const depthwiseBackpropInput: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropInput,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const { dy, filter } = inputs as unknown as Record<'dy' | 'filter', tf.TensorInfo>;
    const { strides, dilations, pad, dimRoundingMode, inputShape } =
      attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
    const info = depthwiseInfo(inputShape, filter.shape as Shape4, strides, dilations, pad, dimRoundingMode);
    const wasm = backend as BackendWasm;
    const output = wasm.makeOutput(inputShape, 'float32');
    const dx = heapView(wasm, output);
    const weights = heapView(wasm, filter);
    const gradient = heapView(wasm, dy);
    dx.fill(0);
    const { inChannels, outChannels } = info;
    const multiplier = outChannels / inChannels;
    forEachTap(info, (xStart, dyStart, filterStart) => {
      for (let m = 0; m < multiplier; m++)
        for (let c = 0, channel = m; c < inChannels; c++, channel += multiplier) {
          const at = xStart + c;
          dx[at] = dx[at]! + weights[filterStart + channel]! * gradient[dyStart + channel]!;
        }
    });
    return output;
  },
};

function depthwiseInfo(
  inputShape: Shape4,
  filterShape: Shape4,
  strides: number | [number, number],
  dilations: number | [number, number],
  pad: tf.DepthwiseConv2dNativeBackpropInputAttrs['pad'],
  dimRoundingMode: 'floor' | 'round' | 'ceil' | undefined,
): tf.backend_util.Conv2DInfo {
  return tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    true,
  );
}

/**
 * Calls `visit` with the flat positions in x, dy and the filter where the channels of every pixel that the convolution
 * meets begin. Not once for each channel: the calls would take most of the time.
 */
function forEachTap(
  info: tf.backend_util.Conv2DInfo,
  visit: (xStart: number, dyStart: number, filterStart: number) => void,
): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } =
    info;
  for (let image = 0; image < batchSize; image++) {
    for (let fh = 0; fh < filterHeight; fh++) {
      const top = fh * dilationHeight - padInfo.top;
      const [firstRow, lastRow] = validRange(top, strideHeight, inHeight, outHeight);
      for (let fw = 0; fw < filterWidth; fw++) {
        const left = fw * dilationWidth - padInfo.left;
        const [firstColumn, lastColumn] = validRange(left, strideWidth, inWidth, outWidth);
        const filterStart = (fh * filterWidth + fw) * outChannels;
        for (let oh = firstRow; oh < lastRow; oh++) {
          for (let ow = firstColumn; ow < lastColumn; ow++) {
            const xStart =
              ((image * inHeight + oh * strideHeight + top) * inWidth + ow * strideWidth + left) * inChannels;
            const dyStart = ((image * outHeight + oh) * outWidth + ow) * outChannels;
            visit(xStart, dyStart, filterStart);
          }
        }
      }
    }
  }
}
/** The output positions [first, last) whose input position `o * stride + offset` lies in [0, size). */
export function validRange(offset: number, stride: number, size: number, out: number): [number, number] {
  const first = Math.max(0, Math.ceil(-offset / stride));
  const last = Math.min(out, Math.ceil((size - offset) / stride));
  return [first, Math.max(first, last)];
}
