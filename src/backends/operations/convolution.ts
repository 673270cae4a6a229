import * as tf from '@tensorflow/tfjs-core';

/** How a convolution walks over its input; lists hold one number for each spatial dimension. */
export interface ConvolutionOptions {
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same' | 'causal';
  readonly dilation: readonly number[];
  /** Input and output channels are split into this many groups that do not see each other. */
  readonly groups: number;
}

/**
 * Convolution over one, two or three spatial dimensions, channels last, differentiable on every backend.
 *
 * tfjs-core knows no groups, has no gradient for dilated filters, and its wasm kernels give zeros without a
 * word where 'same' padding meets strides larger than the filter; all three are composed here from what works:
 * groups by channel slices, dilation by a filter with zeros between its taps, padding by explicit zeros.
 *
 * @param x shape [batch, ...spatial, channels]
 * @param kernel shape [...size, channels / groups, filters]
 */
export function convolve(x: tf.Tensor, kernel: tf.Tensor, options: ConvolutionOptions): tf.Tensor {
  return tf.tidy(() => {
    const filter = spread(kernel, options.dilation);
    const size = filter.shape.slice(0, -2);
    const padded = padSpatial(
      x,
      size.map((extent, axis) =>
        padding(x.shape[axis + 1]!, extent, options.strides[axis]!, options.padding),
      ),
    );
    return options.groups === 1
      ? convolveValid(padded, filter, options.strides)
      : convolveGroups(padded, filter, options.strides, options.groups);
  });
}

/**
 * Depthwise convolution over one or two spatial dimensions, channels last.
 *
 * @param x shape [batch, ...spatial, channels]
 * @param kernel shape [...size, channels, multiplier]
 */
export function depthwiseConvolve(
  x: tf.Tensor,
  kernel: tf.Tensor,
  options: Omit<ConvolutionOptions, 'groups'>,
): tf.Tensor {
  return tf.tidy(() => {
    const filter = spread(kernel, options.dilation);
    const padded = padSpatial(
      x,
      filter.shape
        .slice(0, -2)
        .map((extent, axis) => padding(x.shape[axis + 1]!, extent, options.strides[axis]!, options.padding)),
    );
    return depthwiseValid(padded, filter, options.strides);
  });
}

/** How a transposed convolution spreads its input; lists hold one number for each spatial dimension. */
export interface TransposedConvolutionOptions {
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly dilation: readonly number[];
  /** The spatial sizes of the result, of which several belong to one input where strides are above 1. */
  readonly outputSize: readonly number[];
}

/**
 * Transposed convolution over one, two or three spatial dimensions, channels last: what a convolution from
 * `outputSize` to the size of `x` does to its gradient. It is a convolution of the input spread by the strides with
 * the flipped filter, which on wasm is faster than tfjs-core's own and has gradients in three dimensions too.
 *
 * @param x shape [batch, ...spatial, channels]
 * @param kernel shape [...size, filters, channels]
 */
export function convolveTransposed(
  x: tf.Tensor,
  kernel: tf.Tensor,
  { strides, padding: mode, dilation, outputSize }: TransposedConvolutionOptions,
): tf.Tensor {
  return tf.tidy(() => {
    const filter = spread(kernel, dilation);
    const rank = strides.length;
    const axes = Array.from({ length: rank }, (_, axis) => axis);
    const flipped = tf.transpose(tf.reverse(filter, axes), [...axes, rank + 1, rank]);
    const apart = spread(x, strides, 1);
    const padded = padSpatial(
      apart,
      axes.map((axis) => {
        const extent = filter.shape[axis]!;
        const size = outputSize[axis]!;
        const before = extent - 1 - padding(size, extent, strides[axis]!, mode)[0];
        return [before, size + extent - 1 - before - apart.shape[axis + 1]!];
      }),
    );
    return convolveValid(
      padded,
      flipped,
      axes.map(() => 1),
    );
  });
}

/** The size of one spatial axis of a transposed convolution's result, as Keras counts it. */
export function transposedSize(
  input: number,
  kernelSize: number,
  axis: number,
  {
    strides,
    dilation,
    padding,
    outputPadding,
  }: Omit<TransposedConvolutionOptions, 'outputSize'> & {
    readonly outputPadding: readonly number[] | null;
  },
): number {
  const stride = strides[axis]!;
  const extent = (kernelSize - 1) * dilation[axis]! + 1;
  const added = outputPadding?.[axis];
  if (padding === 'valid') return (input - 1) * stride + extent + (added ?? Math.max(stride - extent, 0));
  return added === undefined ? input * stride : (input - 1) * stride + (extent % 2) + added;
}

/** The zeros before and after one spatial dimension, as TensorFlow counts them. */
export function padding(
  input: number,
  extent: number,
  stride: number,
  mode: 'valid' | 'same' | 'causal',
): [before: number, after: number] {
  if (mode === 'valid') return [0, 0];
  if (mode === 'causal') return [extent - 1, 0];
  const total = Math.max((Math.ceil(input / stride) - 1) * stride + extent - input, 0);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}

/** Elements of one value, zeros by default, around the spatial dimensions of a channels-last tensor. */
export function padSpatial(
  x: tf.Tensor,
  amounts: readonly (readonly [number, number])[],
  value = 0,
): tf.Tensor {
  if (amounts.every(([before, after]) => before === 0 && after === 0)) return x;
  return tf.pad(x, [[0, 0], ...amounts, [0, 0]] as [number, number][], value);
}

/** Puts `steps[i] - 1` zeros between the elements along axis `first + i`: dilates a filter, spreads an input. */
function spread(x: tf.Tensor, steps: readonly number[], first = 0): tf.Tensor {
  let result = x;
  for (const [index, step] of steps.entries()) {
    if (step === 1) continue;
    const axis = first + index;
    const { shape } = result;
    const length = shape[axis]!;
    const apart = tf.reshape(result, [...shape.slice(0, axis), length, 1, ...shape.slice(axis + 1)]);
    const zeros = apart.shape.map((_, i): [number, number] => (i === axis + 1 ? [0, step - 1] : [0, 0]));
    const merged = [...shape.slice(0, axis), length * step, ...shape.slice(axis + 1)];
    const kept = merged.map((size, i) => (i === axis ? size - (step - 1) : size));
    result = tf.slice(
      tf.reshape(tf.pad(apart, zeros), merged),
      merged.map(() => 0),
      kept,
    );
  }
  return result;
}

/** Here tfjs's convolutions of volumes, not those of images, are plain loops. */
const SLOW_VOLUMES: ReadonlySet<string> = new Set(['wasm', 'webgpu']);

function convolveValid(x: tf.Tensor, kernel: tf.Tensor, strides: readonly number[]): tf.Tensor {
  if (strides.length === 1) {
    // A line is an image of height 1.
    const image = tf.conv2d(
      tf.expandDims(x, 1) as tf.Tensor4D,
      tf.expandDims(kernel, 0) as tf.Tensor4D,
      [1, strides[0]!],
      'valid',
    );
    return tf.squeeze(image, [1]);
  }
  if (strides.length === 2)
    return tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, strides as [number, number], 'valid');
  return SLOW_VOLUMES.has(tf.getBackend())
    ? convolveSlices(x, kernel, strides)
    : tf.conv3d(x as tf.Tensor5D, kernel as tf.Tensor5D, strides as [number, number, number], 'valid');
}

/** A convolution over three dimensions as one of images, whose channels are those of all slices under the filter. */
function convolveSlices(
  x: tf.Tensor,
  kernel: tf.Tensor,
  [step = 1, ...strides]: readonly number[],
): tf.Tensor {
  const [batch = 0, depth = 0, height = 0, width = 0] = x.shape;
  const [extent = 0, rows = 0, columns = 0, channels = 0, filters = 0] = kernel.shape;
  const count = Math.floor((depth - extent) / step) + 1;
  const slices = Array.from({ length: extent }, (_, first) => every(x, first, step, count));
  const image = tf.reshape(tf.concat(slices, -1), [batch * count, height, width, extent * channels]);
  const filter = tf.reshape(tf.transpose(kernel, [1, 2, 0, 3, 4]), [
    rows,
    columns,
    extent * channels,
    filters,
  ]);
  const result = convolveValid(image, filter, strides);
  return tf.reshape(result, [batch, count, ...result.shape.slice(1)]);
}

/**
 * So many of the slices along the first spatial axis, each `step`-th one from `first` on. Not by `stridedSlice`: its gradient
 * looks up the place of each element, with which both gradients of a small layer took over ten times as long on wasm.
 */
function every(x: tf.Tensor, first: number, step: number, count: number): tf.Tensor {
  const [batch = 0, depth = 0, ...rest] = x.shape;
  const zeros = rest.map(() => 0);
  const end = first + count * step;
  const missing: readonly [number, number][] = [
    [0, Math.max(end - depth, 0)],
    [0, 0],
    [0, 0],
  ];
  const span = tf.slice(padSpatial(x, missing), [0, first, ...zeros], [batch, count * step, ...rest]);
  if (step === 1) return span;
  const apart = tf.reshape(span, [batch, count, step, ...rest]);
  return tf.squeeze(tf.slice(apart, [0, 0, 0, ...zeros], [batch, count, 1, ...rest]), [2]);
}

function convolveGroups(
  x: tf.Tensor,
  kernel: tf.Tensor,
  strides: readonly number[],
  groups: number,
): tf.Tensor {
  const perGroup = kernel.shape.at(-2)!;
  const filters = kernel.shape.at(-1)!;
  if (perGroup === 1 && strides.length < 3) {
    // One channel a group is a depthwise convolution: filter c * m + j reads channel c in both layouts.
    const depthwise = tf.reshape(kernel, [...kernel.shape.slice(0, -2), groups, filters / groups]);
    return depthwiseValid(x, depthwise, strides);
  }
  const inputs = tf.split(x, groups, -1);
  const kernels = tf.split(kernel, groups, -1);
  return tf.concat(
    inputs.map((input, group) => convolveValid(input, kernels[group]!, strides)),
    -1,
  );
}

function depthwiseValid(x: tf.Tensor, kernel: tf.Tensor, strides: readonly number[]): tf.Tensor {
  if (strides.length === 1) {
    const image = tf.depthwiseConv2d(
      tf.expandDims(x, 1) as tf.Tensor4D,
      tf.expandDims(kernel, 0) as tf.Tensor4D,
      // TensorFlow wants both strides equal; over a height of 1 the first does nothing.
      [strides[0]!, strides[0]!],
      'valid',
    );
    return tf.squeeze(image, [1]);
  }
  return tf.depthwiseConv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, strides as [number, number], 'valid');
}
