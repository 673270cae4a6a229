import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { heapView } from './heap-view.js';

/**
 * The gradient of a 2-D convolution with respect to its filter, which the wasm backend lacks: the patches of the
 * input as columns ([filterHeight * filterWidth * channels, batch * outHeight * outWidth]), written straight into
 * the wasm heap, times dy as rows.
 */
export const conv2DBackpropFilter: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const { x, dy } = inputs as unknown as Record<'x' | 'dy', tf.TensorInfo>;
    const { strides, pad, dataFormat, dimRoundingMode, filterShape } =
      attrs as unknown as tf.Conv2DBackpropFilterAttrs;
    const info = tf.backend_util.computeConv2DInfo(
      x.shape as [number, number, number, number],
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
      tf.backend_util.convertConv2DDataFormat(dataFormat),
    );
    if (info.dataFormat !== 'channelsLast') {
      throw new Error(`Conv2DBackpropFilter on wasm: expected data format NHWC; received ${dataFormat}.`);
    }
    return tf.tidy(() => {
      const columns = patchesAsColumns(x, info, backend as BackendWasm);
      const rows = tf.reshape(asTensor(dy), [-1, info.outChannels]);
      return tf.reshape(tf.matMul(columns, rows), filterShape);
    });
  },
};

/** Kernels receive tensors where they are called through tfjs-core's engine. */
function asTensor(info: tf.TensorInfo): tf.Tensor {
  return info as tf.Tensor;
}

function patchesAsColumns(
  x: tf.TensorInfo,
  info: tf.backend_util.Conv2DInfo,
  backend: BackendWasm,
): tf.Tensor2D {
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth } = info;
  const { outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
  const positions = batchSize * outHeight * outWidth;
  const shape: [number, number] = [filterHeight * filterWidth * inChannels, positions];
  const output = backend.makeOutput(shape, 'float32');
  // Views come after the allocation: growing the heap would detach them.
  const columns = heapView(backend, output);
  const values = heapView(backend, x);
  columns.fill(0);
  const rowStride = inWidth * inChannels;
  const imageStride = inHeight * rowStride;
  for (let fh = 0; fh < filterHeight; fh++) {
    for (let fw = 0; fw < filterWidth; fw++) {
      const [firstColumn, lastColumn] = validRange(fw - padInfo.left, strideWidth, inWidth, outWidth);
      for (let c = 0; c < inChannels; c++) {
        const target = ((fh * filterWidth + fw) * inChannels + c) * positions;
        for (let image = 0; image < batchSize; image++) {
          for (let oh = 0; oh < outHeight; oh++) {
            const ih = oh * strideHeight + fh - padInfo.top;
            if (ih < 0 || ih >= inHeight) continue;
            const from = image * imageStride + ih * rowStride + (fw - padInfo.left) * inChannels + c;
            const to = target + (image * outHeight + oh) * outWidth;
            const step = strideWidth * inChannels;
            for (let ow = firstColumn; ow < lastColumn; ow++) columns[to + ow] = values[from + ow * step]!;
          }
        }
      }
    }
  }
  return tf.engine().makeTensorFromTensorInfo(output) as tf.Tensor2D;
}

/** The output positions [first, last) whose input position `o * stride + offset` lies in [0, size). */
export function validRange(offset: number, stride: number, size: number, out: number): [number, number] {
  const first = Math.max(0, Math.ceil(-offset / stride));
  const last = Math.min(out, Math.ceil((size - offset) / stride));
  return [first, Math.max(first, last)];
}
