import type * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/operations/convert.js';
import {
  convolve,
  convolveTransposed,
  depthwiseConvolve,
  transposedSize,
} from '../../backends/operations/convolution.js';
import {
  type DataFormatId,
  fromChannelsLast,
  getDataFormat,
  toChannelsLast,
} from '../../backends/operations/data-format.js';
import { adaptivePool, type PoolingMode, pool } from '../../backends/operations/pooling.js';
import { type Sizes, sizesFor } from '../sizes.js';
import { defineOp } from './define-op.js';

type Padding = 'valid' | 'same';

// The ops of keras.ops over windows of one to three spatial axes. See https://keras.io/api/ops/nn/.

const pooling = (name: string, mode: PoolingMode) =>
  defineOp(
    name,
    ['inputs', 'poolSize', 'strides', 'padding', 'dataFormat'],
    (
      inputs: TensorInput,
      poolSize: Sizes,
      strides?: Sizes | null,
      padding: Padding = 'valid',
      dataFormat?: DataFormatId | null,
    ) =>
      inLast(`ops.${name}`, inputs, dataFormat, (x) => {
        const size = sizesFor(`ops.${name}`, 'poolSize', poolSize, x.rank - 2);
        return pool(x, mode, {
          size,
          strides: sizesFor(`ops.${name}`, 'strides', strides ?? poolSize, x.rank - 2),
          padding,
        });
      }),
  );

/** The largest value of each window; `strides` are `poolSize` by default. */
export const maxPool = pooling('maxPool', 'max');

/** The mean of each window. */
export const averagePool = pooling('averagePool', 'average');

/** Convolution with a kernel `[...sizes, channels / groups, filters]`; the groups follow from the channels. */
export const conv = defineOp(
  'conv',
  ['inputs', 'kernel', 'strides', 'padding', 'dataFormat', 'dilationRate'],
  (
    inputs: TensorInput,
    kernel: TensorInput,
    strides: Sizes = 1,
    padding: Padding = 'valid',
    dataFormat?: DataFormatId | null,
    dilationRate: Sizes = 1,
  ) =>
    inLast('ops.conv', inputs, dataFormat, (x) => {
      const filter = toTensor(kernel);
      const channels = x.shape.at(-1) as number;
      return convolve(x, filter, {
        strides: sizesFor('ops.conv', 'strides', strides, x.rank - 2),
        padding,
        dilation: sizesFor('ops.conv', 'dilationRate', dilationRate, x.rank - 2),
        groups: channels / (filter.shape.at(-2) as number),
      });
    }),
);

/** Convolution of each channel on its own, with a kernel `[...sizes, channels, multiplier]`. */
export const depthwiseConv = defineOp(
  'depthwiseConv',
  ['inputs', 'kernel', 'strides', 'padding', 'dataFormat', 'dilationRate'],
  (
    inputs: TensorInput,
    kernel: TensorInput,
    strides: Sizes = 1,
    padding: Padding = 'valid',
    dataFormat?: DataFormatId | null,
    dilationRate: Sizes = 1,
  ) =>
    inLast('ops.depthwiseConv', inputs, dataFormat, (x) =>
      depthwiseConvolve(x, toTensor(kernel), {
        strides: sizesFor('ops.depthwiseConv', 'strides', strides, x.rank - 2),
        padding,
        dilation: sizesFor('ops.depthwiseConv', 'dilationRate', dilationRate, x.rank - 2),
      }),
    ),
);

/** Transposed convolution with a kernel `[...sizes, filters, channels]`; sizes as Keras's layers have them. */
export const convTranspose = defineOp(
  'convTranspose',
  ['inputs', 'kernel', 'strides', 'padding', 'outputPadding', 'dataFormat', 'dilationRate'],
  (
    inputs: TensorInput,
    kernel: TensorInput,
    strides: Sizes = 1,
    padding: Padding = 'valid',
    outputPadding?: Sizes | null,
    dataFormat?: DataFormatId | null,
    dilationRate: Sizes = 1,
  ) =>
    inLast('ops.convTranspose', inputs, dataFormat, (x) => {
      const filter = toTensor(kernel);
      const rank = x.rank - 2;
      const options = {
        strides: sizesFor('ops.convTranspose', 'strides', strides, rank),
        padding,
        dilation: sizesFor('ops.convTranspose', 'dilationRate', dilationRate, rank),
        outputPadding:
          outputPadding == null
            ? null
            : sizesFor('ops.convTranspose', 'outputPadding', outputPadding, rank, { zero: true }),
      };
      const outputSize = x.shape
        .slice(1, -1)
        .map((size, axis) => transposedSize(size, filter.shape[axis] as number, axis, options));
      return convolveTransposed(x, filter, { ...options, outputSize });
    }),
);

/** Each channel on its own with a kernel `[...sizes, channels, multiplier]`, then one `[..., channels * multiplier, filters]` at each place. */
export const separableConv = defineOp(
  'separableConv',
  ['inputs', 'depthwiseKernel', 'pointwiseKernel', 'strides', 'padding', 'dataFormat', 'dilationRate'],
  (
    inputs: TensorInput,
    depthwiseKernel: TensorInput,
    pointwiseKernel: TensorInput,
    strides: Sizes = 1,
    padding: Padding = 'valid',
    dataFormat?: DataFormatId | null,
    dilationRate: Sizes = 1,
  ) =>
    inLast('ops.separableConv', inputs, dataFormat, (x) => {
      const ones = x.shape.slice(1, -1).map(() => 1);
      const depthwise = depthwiseConvolve(x, toTensor(depthwiseKernel), {
        strides: sizesFor('ops.separableConv', 'strides', strides, x.rank - 2),
        padding,
        dilation: sizesFor('ops.separableConv', 'dilationRate', dilationRate, x.rank - 2),
      });
      const pointwise = toTensor(pointwiseKernel);
      return convolve(depthwise, pointwise, { strides: ones, padding: 'valid', dilation: ones, groups: 1 });
    }),
);

const adaptive = (name: string, mode: PoolingMode) =>
  defineOp(
    name,
    ['inputs', 'outputSize', 'dataFormat'],
    (inputs: TensorInput, outputSize: Sizes, dataFormat?: DataFormatId | null) =>
      inLast(`ops.${name}`, inputs, dataFormat, (x) =>
        adaptivePool(x, mode, sizesFor(`ops.${name}`, 'outputSize', outputSize, x.rank - 2)),
      ),
  );

/** The mean of each of so many windows. */
export const adaptiveAveragePool = adaptive('adaptiveAveragePool', 'average');

/** The largest value of each of so many windows. */
export const adaptiveMaxPool = adaptive('adaptiveMaxPool', 'max');

/** Computes with the channels last, whatever the format. */
function inLast(
  where: string,
  inputs: TensorInput,
  dataFormat: DataFormatId | null | undefined,
  compute: (x: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const format = getDataFormat(where, dataFormat);
  return fromChannelsLast(compute(toChannelsLast(toTensor(inputs), format)), format);
}
