import * as tf from '@tensorflow/tfjs-core';

/** Length, window, stride and padding along one axis. */
export interface PoolAxis {
  readonly input: number;
  readonly output: number;
  readonly window: number;
  readonly stride: number;
  readonly before: number;
}

/** Windows over depth, height and width of images, channels last. */
export interface PoolWindows {
  readonly batch: number;
  readonly channels: number;
  readonly axes: readonly [depth: PoolAxis, height: PoolAxis, width: PoolAxis];
}

/** The loops of a backend. */
export interface MaxPoolLoops {
  maxima(x: tf.TensorInfo, outShape: number[], windows: PoolWindows, backend: object): tf.TensorInfo;
  /** Each maximum's gradient goes to the input that is it. */
  gradient(x: tf.TensorInfo, dy: tf.TensorInfo, windows: PoolWindows, backend: object): tf.TensorInfo;
}

/**
 * Max pooling over three axes, and the gradients over two and three. tfjs's wasm kernels take the smallest positive
 * number for the least one, so that they are wrong where all values of a window are negative, and give the gradient to
 * the last of equal maxima; its plain-JavaScript gradient over three axes loses some. Here, as in TensorFlow, the first
 * of equal maxima takes it.
 */
export function maxPoolKernels(
  backendName: 'wasm' | 'cpu',
  { maxima, gradient }: MaxPoolLoops,
): tf.KernelConfig[] {
  return [
    {
      kernelName: tf.MaxPool3D,
      backendName,
      kernelFunc({ inputs, attrs, backend }) {
        const x = inputs['x'] as tf.TensorInfo;
        const { outShape, windows } = pooling3D(x, attrs as unknown as tf.MaxPool3DAttrs);
        return maxima(x, outShape, windows, backend);
      },
    },
    {
      kernelName: tf.MaxPool3DGrad,
      backendName,
      kernelFunc({ inputs, attrs, backend }) {
        const { dy, input } = inputs as Record<'dy' | 'input', tf.TensorInfo>;
        const { windows } = pooling3D(input, attrs as unknown as tf.MaxPool3DGradAttrs);
        return gradient(input, dy, windows, backend);
      },
    },
    {
      kernelName: tf.MaxPoolGrad,
      backendName,
      kernelFunc({ inputs, attrs, backend }) {
        const { dy, input } = inputs as Record<'dy' | 'input', tf.TensorInfo>;
        const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
        const shape = input.shape as [number, number, number, number];
        const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
        const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
        const windows: PoolWindows = {
          batch: info.batchSize,
          channels: info.inChannels,
          axes: [
            axis(1, 1, 1, 1, 0),
            axis(info.inHeight, info.outHeight, filterHeight, strideHeight, padInfo.top),
            axis(info.inWidth, info.outWidth, filterWidth, strideWidth, padInfo.left),
          ],
        };
        return gradient(input, dy, windows, backend);
      },
    },
  ];
}

function axis(input: number, output: number, window: number, stride: number, before: number): PoolAxis {
  return { input, output, window, stride, before };
}

function pooling3D(
  { shape }: tf.TensorInfo,
  { filterSize, strides, pad, dimRoundingMode }: Omit<tf.MaxPool3DAttrs, 'dataFormat'>,
): { outShape: number[]; windows: PoolWindows } {
  const info = tf.backend_util.computePool3DInfo(
    shape as [number, number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const { filterDepth, filterHeight, filterWidth, strideDepth, strideHeight, strideWidth, padInfo } = info;
  return {
    outShape: info.outShape,
    windows: {
      batch: info.batchSize,
      channels: info.inChannels,
      axes: [
        axis(info.inDepth, info.outDepth, filterDepth, strideDepth, padInfo.front),
        axis(info.inHeight, info.outHeight, filterHeight, strideHeight, padInfo.top),
        axis(info.inWidth, info.outWidth, filterWidth, strideWidth, padInfo.left),
      ],
    },
  };
}
