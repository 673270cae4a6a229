import * as tf from '@tensorflow/tfjs-core';
import { type DataFormatId, dataFormatConfig, getDataFormat } from '../../backends/operations/data-format.js';
import { type DtypeId, heldDtype } from '../../backends/operations/held-dtype.js';
import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { camelCase } from '../../support/names.js';
import { isContainer } from '../../support/structure.js';
import { moduleOf } from './op-class.js';

const NANS = [
  'Nanargmax',
  'Nanargmin',
  'Nanmax',
  'Nanmean',
  'Nanmedian',
  'Nanmin',
  'Nanprod',
  'Nanstd',
  'Nansum',
  'Nanvar',
];

const REDUCING = [
  'All',
  'Amax',
  'Amin',
  'Any',
  'Logsumexp',
  'Mean',
  'Sum',
  'Std',
  'Var',
  'Median',
  'Ptp',
  ...NANS,
];

const QUANTILES = ['Nanpercentile', 'Nanquantile', 'Percentile', 'Quantile'];

const SEGMENTS = ['SegmentMax', 'SegmentMin', 'SegmentProd', 'SegmentSum'];

const CROSSENTROPIES = ['CategoricalCrossentropy', 'SparseCategoricalCrossentropy'];

/** The ops whose options follow another number of arguments than one. */
const BEFORE: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['BinaryCrossentropy', ...CROSSENTROPIES].map((name) => [name, 2])),
  ...Object.fromEntries([...QUANTILES, ...SEGMENTS].map((name) => [name, 2])),
  AffineTransform: 2,
  AllClose: 2,
  Append: 2,
  BatchNorm: 5,
  CTCDecode: 2,
  CTCLoss: 4,
  Conv: 2,
  ConvTranspose: 2,
  Correlate: 2,
  Cross: 2,
  DepthwiseConv: 2,
  DotProductAttention: 6,
  Einsum: 0,
  FullLike: 2,
  Geomspace: 2,
  InTopK: 2,
  IsIn: 2,
  Isclose: 4,
  LayerNorm: 3,
  Linspace: 2,
  Logspace: 2,
  Lstsq: 2,
  MapCoordinates: 2,
  PSNR: 2,
  PerspectiveTransform: 3,
  Polar: 2,
  RMSNorm: 2,
  SSIM: 2,
  ScaleAndTranslate: 4,
  Scatter: 2,
  ScatterUpdate: 3,
  SearchSorted: 2,
  SeparableConv: 3,
  Slice: 2,
  SliceUpdate: 3,
  SolveTriangular: 2,
  Take: 2,
  TakeAlongAxis: 2,
  Tensordot: 2,
};

/** The options that Keras's classes of ops have in their configuration; in calls they follow the first arguments. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(REDUCING.map((name) => [name, ['axis', 'keepdims']])),
  ...Object.fromEntries(QUANTILES.map((name) => [name, ['axis', 'method', 'keepdims']])),
  ...Object.fromEntries(SEGMENTS.map((name) => [name, ['num_segments', 'sorted']])),
  ...Object.fromEntries(CROSSENTROPIES.map((name) => [name, ['from_logits', 'axis']])),
  ...Object.fromEntries(
    ['AveragePool', 'MaxPool'].map((name) => [name, ['pool_size', 'strides', 'padding', 'data_format']]),
  ),
  ...Object.fromEntries(
    ['Conv', 'DepthwiseConv'].map((name) => [name, ['strides', 'padding', 'data_format', 'dilation_rate']]),
  ),
  AdaptiveAveragePool: ['output_size', 'data_format'],
  AdaptiveMaxPool: ['output_size', 'data_format'],
  AffineTransform: ['interpolation', 'fill_mode', 'fill_value', 'data_format'],
  AllClose: ['rtol', 'atol', 'equal_nan'],
  Append: ['axis'],
  Argmax: ['axis', 'keepdims'],
  Argmin: ['axis', 'keepdims'],
  Argpartition: ['kth', 'axis'],
  Argsort: ['axis'],
  ArraySplit: ['indices_or_sections', 'axis'],
  Average: ['axis'],
  BatchNorm: ['axis', 'epsilon'],
  BinaryCrossentropy: ['from_logits'],
  Bincount: ['weights', 'minlength', 'sparse'],
  BroadcastTo: ['shape'],
  CTCDecode: ['strategy', 'beam_width', 'top_paths', 'merge_repeated', 'mask_index'],
  CTCLoss: ['mask_index'],
  Cast: ['dtype'],
  Celu: ['alpha'],
  Cholesky: ['upper'],
  CholeskyInverse: ['upper'],
  Clip: ['x_min', 'x_max'],
  Concatenate: ['axis'],
  ConvTranspose: ['strides', 'padding', 'output_padding', 'data_format', 'dilation_rate'],
  ConvertToTensor: ['dtype'],
  Correlate: ['mode'],
  CountNonzero: ['axis'],
  CropImages: [
    'top_cropping',
    'left_cropping',
    'bottom_cropping',
    'right_cropping',
    'target_height',
    'target_width',
    'data_format',
  ],
  Cross: ['axisa', 'axisb', 'axisc', 'axis'],
  Cumprod: ['axis', 'dtype'],
  Cumsum: ['axis', 'dtype'],
  DepthToSpace: ['block_size', 'data_format'],
  Diag: ['k'],
  Diagflat: ['k'],
  Diagonal: ['offset', 'axis1', 'axis2'],
  Diff: ['n', 'axis'],
  DotProductAttention: ['is_causal', 'flash_attention', 'attn_logits_soft_cap'],
  Dsplit: ['indices_or_sections'],
  Einsum: ['subscripts'],
  ElasticTransform: ['alpha', 'sigma', 'interpolation', 'fill_mode', 'fill_value', 'seed', 'data_format'],
  Elu: ['alpha'],
  EmptyLike: ['dtype'],
  ExpandDims: ['axis'],
  ExtractPatches: ['size', 'strides', 'dilation_rate', 'padding', 'data_format'],
  ExtractPatches3D: ['size', 'strides', 'dilation_rate', 'padding', 'data_format'],
  ExtractSequences: ['sequence_length', 'sequence_stride'],
  Flip: ['axis'],
  Fold: ['output_size', 'kernel_size', 'dilation', 'padding', 'stride'],
  FullLike: ['dtype'],
  GaussianBlur: ['kernel_size', 'sigma', 'data_format'],
  Gelu: ['approximate'],
  Geomspace: ['num', 'endpoint', 'dtype', 'axis'],
  Glu: ['axis'],
  HSVToRGB: ['data_format'],
  HardShrink: ['threshold'],
  Histogram: ['bins', 'range'],
  Hsplit: ['indices_or_sections'],
  IRFFT: ['fft_length'],
  ISTFT: ['sequence_length', 'sequence_stride', 'fft_length', 'length', 'window', 'center'],
  InTopK: ['k'],
  IsIn: ['assume_unique', 'invert'],
  Isclose: ['equal_nan'],
  LayerNorm: ['axis', 'epsilon'],
  LeakyRelu: ['negative_slope'],
  Linspace: ['num', 'endpoint', 'retstep', 'dtype', 'axis'],
  LogSoftmax: ['axis'],
  Logspace: ['num', 'endpoint', 'base', 'dtype', 'axis'],
  Lstsq: ['rcond'],
  MapCoordinates: ['order', 'fill_mode', 'fill_value'],
  MatrixRank: ['tol'],
  Max: ['axis', 'keepdims', 'initial'],
  Min: ['axis', 'keepdims', 'initial'],
  Meshgrid: ['indexing'],
  Moments: ['axes', 'keepdims'],
  Moveaxis: ['source', 'destination'],
  MultiHot: ['num_classes', 'axis', 'dtype'],
  NanToNum: ['nan', 'posinf', 'neginf'],
  Nancumprod: ['axis', 'dtype'],
  Nancumsum: ['axis', 'dtype'],
  Norm: ['ord', 'axis', 'keepdims'],
  Normalize: ['axis', 'order', 'epsilon'],
  OneHot: ['num_classes', 'axis', 'dtype'],
  OnesLike: ['dtype'],
  PSNR: ['max_val'],
  Pad: ['pad_width', 'mode'],
  PadImages: [
    'top_padding',
    'left_padding',
    'bottom_padding',
    'right_padding',
    'target_height',
    'target_width',
    'data_format',
  ],
  PerspectiveTransform: ['interpolation', 'fill_value', 'data_format'],
  Pinv: ['rcond'],
  Prod: ['axis', 'keepdims', 'dtype'],
  Qr: ['mode'],
  RFFT: ['fft_length'],
  RGBToGrayscale: ['data_format'],
  RGBToHSV: ['data_format'],
  RMSNorm: ['axis', 'epsilon'],
  Repeat: ['repeats', 'axis'],
  Reshape: ['newshape'],
  Resize: [
    'size',
    'interpolation',
    'antialias',
    'crop_to_aspect_ratio',
    'pad_to_aspect_ratio',
    'fill_mode',
    'fill_value',
    'data_format',
  ],
  Roll: ['shift', 'axis'],
  Rot90: ['k', 'axes'],
  Round: ['decimals'],
  SSIM: ['max_val', 'filter_size', 'filter_sigma', 'k1', 'k2', 'data_format'],
  STFT: ['sequence_length', 'sequence_stride', 'fft_length', 'window', 'center'],
  SVD: ['full_matrices', 'compute_uv'],
  SaturateCast: ['dtype'],
  ScaleAndTranslate: ['spatial_dims', 'method', 'antialias'],
  Scatter: ['shape'],
  ScatterUpdate: ['reduction'],
  SearchSorted: ['side'],
  SeparableConv: ['strides', 'padding', 'data_format', 'dilation_rate'],
  Slice: ['shape'],
  SobelEdges: ['data_format'],
  SoftShrink: ['threshold'],
  Softmax: ['axis'],
  SolveTriangular: ['lower'],
  Sort: ['axis'],
  SpaceToDepth: ['block_size', 'data_format'],
  Sparsemax: ['axis'],
  Split: ['indices_or_sections', 'axis'],
  Squareplus: ['b'],
  Squeeze: ['axis'],
  Stack: ['axis'],
  Swapaxes: ['axis1', 'axis2'],
  Take: ['axis'],
  TakeAlongAxis: ['axis'],
  Tensordot: ['axes'],
  Threshold: ['threshold', 'default_value'],
  Tile: ['repeats'],
  TopK: ['k', 'sorted'],
  Trace: ['offset', 'axis1', 'axis2'],
  Transpose: ['axes'],
  Trapezoid: ['x', 'dx', 'axis'],
  Tril: ['k'],
  Triu: ['k'],
  Unfold: ['kernel_size', 'dilation', 'padding', 'stride'],
  Unique: ['sorted', 'return_index', 'return_inverse', 'return_counts', 'axis', 'size', 'fill_value'],
  UnravelIndex: ['shape'],
  Unstack: ['num', 'axis'],
  Vander: ['N', 'increasing'],
  Vsplit: ['indices_or_sections'],
  ZerosLike: ['dtype'],
};

/** Keras asks for all arguments of these, be they none. */
const WITH_NULLS = new Set(['BatchNorm', 'LayerNorm', 'RMSNorm']);

/** Keras's classes ask numbers and lists among the arguments of these for their dtype. */
const OF_TENSORS = new Set([
  'BitwiseAnd',
  'BitwiseLeftShift',
  'BitwiseOr',
  'BitwiseRightShift',
  'BitwiseXor',
  'Digitize',
  'Heaviside',
  'Hypot',
  'LeftShift',
  'RightShift',
]);

/** Where the arguments of Keras's function are in a call of its class, if not in their order. */
const ORDER: Readonly<Record<string, readonly number[]>> = { BatchNorm: [0, 1, 2, 4, 5, 3, 6] };

type Config = Readonly<Record<string, unknown>>;

/** A call of an op as Keras saves it. */
export interface OpForm {
  readonly module: string;
  readonly className: string;
  readonly args: readonly unknown[];
  readonly kwargs: Config;
  readonly config: Config;
}

/** A call of an op in Keras's form: what is computed on are arguments, the rest is in the configuration. */
export function savedOp(className: string, called: readonly unknown[]): OpForm {
  const form = { module: moduleOf(className), className, kwargs: {}, config: {} };
  if (className === 'GetItem') return { ...form, args: [called[0], savedKey(called[1])] };
  if (className === 'Meshgrid') {
    const last = called.at(-1);
    const isOptions = isContainer(last) && !Array.isArray(last) && !('shape' in last);
    const vectors = (isOptions ? called.slice(0, -1) : called).map((one) =>
      typeof one === 'number' || Array.isArray(one) ? tensorForm(one, 'float32') : one,
    );
    return { ...form, args: vectors, config: isOptions ? (last as Config) : {} };
  }
  if (className === 'Rearrange')
    return { ...form, args: called.slice(0, 2), kwargs: (called[2] ?? {}) as Config };
  const args = ORDER[className]?.map((place) => called[place]) ?? called;
  const names = OPTIONS[className] ?? [];
  const before = BEFORE[className] ?? 1;
  const given = names.map((name, i) => [name, savedOption(name, args[before + i])] as const);
  const config = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  const pooling = /^Adaptive(Average|Max)Pool$/.exec(className);
  if (pooling !== null) return { ...form, ...adaptivePooling(`${className}ing`, args[0] as Shaped), config };
  const first = args.slice(0, before);
  while (WITH_NULLS.has(className) && first.length < before) first.push(null);
  const all = [...first, ...args.slice(before + names.length)].map((arg) => arg ?? null);
  return { ...form, args: OF_TENSORS.has(className) ? all.map((arg) => constantOf(arg, all)) : all, config };
}

/** True if all of a saved configuration, its name apart, are options of this op. */
export function hasOptionsOf(className: string, config: Config): boolean {
  const options = OPTIONS[className] ?? [];
  return Object.keys(config).every((key) => key === 'name' || options.includes(key));
}

/** Refuses what Keras saved of an op and nothing here would read, `sparse: true` say. */
export function refuseUnknown(className: string, config: Config): void {
  const given = Object.entries(config).filter(([, value]) => value != null && value !== false);
  const unknown = given.find(([key, value]) => !hasOptionsOf(className, { [key]: value }));
  if (unknown === undefined) return;
  const [key, value] = unknown;
  throw new ValueError(
    `${String(config['name'] ?? className)}: expected ${className} without ${key}, which it has not here; received ${show(value)}.`,
    { fix: `save the model without ${key}` },
  );
}

interface Shaped {
  readonly shape: readonly unknown[];
}

/** Keras 3.15 cannot open its own ops of this kind, whose sizes would have to be tuples; the layers do the same. */
function adaptivePooling(name: string, x: Shaped): Pick<OpForm, 'module' | 'className' | 'args'> {
  return { module: 'keras.layers', className: `${name}${x.shape.length - 2}D`, args: [x] };
}

/** Keras's classes take a format's name as it is, and some of them take no null. */
function savedOption(name: string, value: unknown): unknown {
  if (name !== 'data_format') return value;
  return dataFormatConfig(getDataFormat('ops', value as DataFormatId | null | undefined));
}

/** A number or a list as a tensor; of integers if it has only those, beside integers. */
function constantOf(arg: unknown, args: readonly unknown[]): unknown {
  if (typeof arg !== 'number' && !Array.isArray(arg)) return arg;
  const besideFloats = args.some((other) => (other as { dtype?: string } | null)?.dtype === 'float32');
  const isInteger = !besideFloats && [arg].flat().every(Number.isInteger);
  return tensorForm(arg, isInteger ? 'int32' : 'float32');
}

/**
 * The arguments of a call of an op, from those that Keras saved and its configuration.
 *
 * @param kwargs what Keras saved by name
 * @param params the names of the function's parameters
 */
export function calledWith(
  className: string,
  saved: readonly unknown[],
  config: Config,
  kwargs: Config = {},
  params: readonly string[] | null = null,
): unknown[] {
  if (className === 'Meshgrid') return [...saved, { indexing: config['indexing'] ?? 'xy' }];
  const before = BEFORE[className] ?? 1;
  const options = (OPTIONS[className] ?? []).map((name) => config[name] ?? undefined);
  const first = saved.slice(0, before).map((value) => value ?? undefined);
  while (first.length < before && options.some((value) => value !== undefined)) first.push(undefined);
  const all = [...first, ...options, ...saved.slice(before)];
  const args: unknown[] = ORDER[className] === undefined ? all : [];
  for (const [i, place] of (ORDER[className] ?? []).entries()) args[place] = all[i];
  if (params === null && Object.keys(kwargs).length > 0) args.push(kwargs);
  for (const [name, value] of Object.entries(kwargs)) {
    const place = params?.indexOf(camelCase(name)) ?? -1;
    if (place >= 0) args[place] = value ?? undefined;
  }
  while (args.length > 1 && args.at(-1) === undefined) args.pop();
  return Array.from(args);
}

/** A tensor among the arguments, in Keras's form. */
export function savedConstant(tensor: tf.Tensor): unknown {
  const isBool = tensor.dtype === 'bool';
  return tensorForm(isBool ? asBooleans(tensor.arraySync()) : tensor.arraySync(), tensor.dtype);
}

function tensorForm(value: unknown, dtype: string): unknown {
  return { class_name: '__tensor__', config: { value, dtype } };
}

function asBooleans(value: unknown): unknown {
  return Array.isArray(value) ? value.map(asBooleans) : value === 1;
}

/** The tensor of a saved one, or of a saved array; undefined for anything else. */
export function constantFrom(saved: unknown): tf.Tensor | undefined {
  if (!isContainer(saved)) return undefined;
  const { class_name: name, config } = saved as { class_name?: unknown; config?: Config };
  if (name !== '__tensor__' && name !== '__numpy__') return undefined;
  const { value, dtype } = config as { value: tf.TensorLike; dtype: string };
  // Floats of all sizes are computed in 32 bits.
  const held = /^b?float/.test(dtype) ? 'float32' : heldDtype('a constant of the file', dtype as DtypeId);
  return tf.tensor(value, undefined, held);
}

/** The key of a `getItem` as Keras saves Python's slices and its `...`. */
function savedKey(key: unknown): unknown {
  if (Array.isArray(key)) return key.map(savedKey);
  if (key === '...') return { class_name: '__ellipsis__', config: {} };
  if (!isContainer(key)) return key;
  const { start = null, stop = null, step = null } = key as Config;
  return { class_name: '__slice__', config: { start, stop, step } };
}

/** Python's slices and its `...` in a saved configuration; anything else stays. */
export function pythonValue(value: unknown): unknown {
  if (!isContainer(value)) return value;
  const { class_name: name, config } = value as { class_name?: unknown; config?: unknown };
  return name === '__ellipsis__' ? '...' : name === '__slice__' ? config : value;
}
