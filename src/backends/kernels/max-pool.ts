import * as tf from '@tensorflow/tfjs-core';
import { type HostBackendName, type HostMemory, hostMemory } from './host-memory.js';

/** Length, window, stride and padding along one axis. */
interface Axis {
  readonly input: number;
  readonly output: number;
  readonly window: number;
  readonly stride: number;
  readonly before: number;
}

type Axes = readonly [Axis, Axis, Axis];

/**
 * Max pooling over three axes, and the gradients over two and three. tfjs's wasm kernels take the smallest positive
 * number for the least one, so that they are wrong where all values of a window are negative, and give the gradient to
 * the last of equal maxima; its plain-JavaScript gradient over three axes loses some. Here, as in TensorFlow, the first
 * of equal maxima takes it.
 */
export function maxPoolKernels(backendName: HostBackendName): tf.KernelConfig[] {
  return [
    {
      kernelName: tf.MaxPool3D,
      backendName,
      kernelFunc({ inputs, attrs, backend }) {
        const x = inputs['x'] as tf.TensorInfo;
        const { info, axes } = pooling3D(x, attrs as unknown as tf.MaxPool3DAttrs);
        const memory = hostMemory(backendName, backend);
        const made = memory.make([info.outShape]);
        const [maxima] = made.views() as [Float32Array];
        const values = memory.read(x);
        forEachMaximum(values, info.batchSize, info.inChannels, axes, (at, place) => {
          maxima[at] = values[place]!;
        });
        return made.infos[0]!;
      },
    },
    {
      kernelName: tf.MaxPool3DGrad,
      backendName,
      kernelFunc({ inputs, attrs, backend }) {
        const { info, axes } = pooling3D(inputs['input']!, attrs as unknown as tf.MaxPool3DGradAttrs);
        return gradient(inputs, hostMemory(backendName, backend), info.batchSize, info.inChannels, axes);
      },
    },
    {
      kernelName: tf.MaxPoolGrad,
      backendName,
      kernelFunc({ inputs, attrs, backend }) {
        const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
        const shape = inputs['input']!.shape as [number, number, number, number];
        const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
        const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
        return gradient(inputs, hostMemory(backendName, backend), info.batchSize, info.inChannels, [
          axis(1, 1, 1, 1, 0),
          axis(info.inHeight, info.outHeight, filterHeight, strideHeight, padInfo.top),
          axis(info.inWidth, info.outWidth, filterWidth, strideWidth, padInfo.left),
        ]);
      },
    },
  ];
}

function axis(input: number, output: number, window: number, stride: number, before: number): Axis {
  return { input, output, window, stride, before };
}

function pooling3D(
  { shape }: tf.TensorInfo,
  { filterSize, strides, pad, dimRoundingMode }: Omit<tf.MaxPool3DAttrs, 'dataFormat'>,
): { info: tf.backend_util.Conv3DInfo; axes: Axes } {
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
    info,
    axes: [
      axis(info.inDepth, info.outDepth, filterDepth, strideDepth, padInfo.front),
      axis(info.inHeight, info.outHeight, filterHeight, strideHeight, padInfo.top),
      axis(info.inWidth, info.outWidth, filterWidth, strideWidth, padInfo.left),
    ],
  };
}

/** Adds the gradient of each output to the input that is its maximum. */
function gradient(
  inputs: tf.NamedTensorInfoMap,
  memory: HostMemory,
  batch: number,
  channels: number,
  axes: Axes,
): tf.TensorInfo {
  const { dy, input } = inputs as Record<'dy' | 'input', tf.TensorInfo>;
  const made = memory.make([input.shape]);
  const [dx] = made.views() as [Float32Array];
  const slopes = memory.read(dy);
  dx.fill(0);
  forEachMaximum(memory.read(input), batch, channels, axes, (at, place) => {
    dx[place] = dx[place]! + slopes[at]!;
  });
  return made.infos[0]!;
}

/** Calls `visit` for each output with its place and the place of the first maximum of its window. */
function forEachMaximum(
  values: Float32Array | Int32Array,
  batch: number,
  channels: number,
  [depth, height, width]: Axes,
  visit: (at: number, place: number) => void,
): void {
  const best = new Float32Array(channels);
  const places = new Int32Array(channels);
  let at = 0;
  for (let image = 0; image < batch; image++) {
    for (let od = 0; od < depth.output; od++) {
      const [firstPlane, lastPlane] = range(depth, od);
      for (let oh = 0; oh < height.output; oh++) {
        const [firstRow, lastRow] = range(height, oh);
        for (let ow = 0; ow < width.output; ow++) {
          const [firstColumn, lastColumn] = range(width, ow);
          places.fill(-1);
          for (let d = firstPlane; d < lastPlane; d++) {
            for (let h = firstRow; h < lastRow; h++) {
              const row = ((image * depth.input + d) * height.input + h) * width.input;
              for (let w = firstColumn; w < lastColumn; w++) {
                const start = (row + w) * channels;
                for (let c = 0; c < channels; c++) {
                  const value = values[start + c]!;
                  if (value > best[c]! || places[c] === -1) {
                    best[c] = value;
                    places[c] = start + c;
                  }
                }
              }
            }
          }
          for (let c = 0; c < channels; c++) visit(at + c, places[c]!);
          at += channels;
        }
      }
    }
  }
}

/** The inputs under the window of an output. */
function range({ input, window, stride, before }: Axis, output: number): [first: number, end: number] {
  const start = output * stride - before;
  return [Math.max(start, 0), Math.min(start + window, input)];
}
