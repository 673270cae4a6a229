import type * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/convert.js';
import { convolve, depthwiseConvolve } from '../../backends/convolution.js';
import {
  type DataFormatId,
  fromChannelsLast,
  getDataFormat,
  toChannelsLast,
} from '../../backends/data-format.js';
import { type PoolingMode, pool } from '../../backends/pooling.js';
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
