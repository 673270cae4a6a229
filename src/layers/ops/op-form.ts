import * as tf from '@tensorflow/tfjs-core';
import { isContainer } from '../../support/structure.js';

/** Where Keras has the classes of its ops; all others are in `numpy`. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  nn: [
    'AdaptiveAveragePool',
    'AdaptiveMaxPool',
    'AveragePool',
    'BatchNorm',
    'BinaryCrossentropy',
    'CategoricalCrossentropy',
    'Celu',
    'Conv',
    'ConvTranspose',
    'CTCDecode',
    'CTCLoss',
    'DepthToSpace',
    'DepthwiseConv',
    'DotProductAttention',
    'Elu',
    'Fold',
    'Gelu',
    'Glu',
    'HardShrink',
    'HardSigmoid',
    'HardSilu',
    'HardTanh',
    'LayerNorm',
    'LeakyRelu',
    'LogSigmoid',
    'LogSoftmax',
    'MaxPool',
    'Moments',
    'MultiHot',
    'Normalize',
    'OneHot',
    'PSNR',
    'Polar',
    'RMSNorm',
    'Relu',
    'Relu6',
    'Selu',
    'SeparableConv',
    'Sigmoid',
    'Silu',
    'SoftShrink',
    'Softmax',
    'Softplus',
    'Softsign',
    'SpaceToDepth',
    'SparseCategoricalCrossentropy',
    'SparsePlus',
    'SparseSigmoid',
    'Sparsemax',
    'Squareplus',
    'TanhShrink',
    'Threshold',
    'Unfold',
  ],
  image: [
    'AffineTransform',
    'CropImages',
    'ElasticTransform',
    'ExtractPatches',
    'ExtractPatches3D',
    'GaussianBlur',
    'HSVToRGB',
    'MapCoordinates',
    'PadImages',
    'PerspectiveTransform',
    'RGBToGrayscale',
    'RGBToHSV',
    'Resize',
    'SSIM',
    'ScaleAndTranslate',
    'SobelEdges',
  ],
  core: [
    'Cast',
    'ConvertToTensor',
    'SaturateCast',
    'Scatter',
    'ScatterUpdate',
    'Slice',
    'SliceUpdate',
    'StopGradient',
    'Unstack',
  ],
  math: [
    'CDist',
    'Erf',
    'Erfc',
    'Erfinv',
    'ExtractSequences',
    'FFT',
    'FFT2',
    'IFFT2',
    'InTopK',
    'IRFFT',
    'ISTFT',
    'Logdet',
    'Logsumexp',
    'RFFT',
    'Rsqrt',
    'SegmentMax',
    'SegmentMin',
    'SegmentProd',
    'SegmentSum',
    'STFT',
    'TopK',
    'ViewAsComplex',
    'ViewAsReal',
  ],
  linalg: [
    'Cholesky',
    'CholeskyInverse',
    'Det',
    'Eigh',
    'Inv',
    'Lstsq',
    'LuFactor',
    'MatrixRank',
    'Norm',
    'Pinv',
    'Qr',
    'Solve',
    'SolveTriangular',
    'SVD',
  ],
};

/** Keras's classes whose names are not those of their functions with a capital. */
const CLASSES: Readonly<Record<string, string>> = {
  allclose: 'AllClose',
  cdist: 'CDist',
  ctcDecode: 'CTCDecode',
  ctcLoss: 'CTCLoss',
  extractPatches3d: 'ExtractPatches3D',
  fft: 'FFT',
  fft2: 'FFT2',
  hsvToRgb: 'HSVToRGB',
  ifft2: 'IFFT2',
  irfft: 'IRFFT',
  isin: 'IsIn',
  istft: 'ISTFT',
  layerNormalization: 'LayerNorm',
  psnr: 'PSNR',
  rfft: 'RFFT',
  rgbToGrayscale: 'RGBToGrayscale',
  rgbToHsv: 'RGBToHSV',
  rmsNormalization: 'RMSNorm',
  searchsorted: 'SearchSorted',
  ssim: 'SSIM',
  stft: 'STFT',
  svd: 'SVD',
};

/** The name of Keras's class for an op. */
export function classNameOf(name: string): string {
  return CLASSES[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

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
  'Any',
  'Logsumexp',
  'Max',
  'Mean',
  'Min',
  'Prod',
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
  CTCDecode: 2,
  CTCLoss: 4,
  Conv: 2,
  ConvTranspose: 2,
  Correlate: 2,
  Cross: 2,
  DepthwiseConv: 2,
  DotProductAttention: 6,
  Einsum: 0,
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
  Cumprod: ['axis'],
  Cumsum: ['axis'],
  DepthToSpace: ['block_size', 'data_format'],
  Diag: ['k'],
  Diagflat: ['k'],
  Diagonal: ['offset'],
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
  GaussianBlur: ['kernel_size', 'sigma', 'data_format'],
  Gelu: ['approximate'],
  Geomspace: ['num', 'endpoint', 'dtype'],
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
  Linspace: ['num', 'endpoint', 'dtype'],
  LogSoftmax: ['axis'],
  Logspace: ['num', 'endpoint', 'base', 'dtype'],
  Lstsq: ['rcond'],
  MapCoordinates: ['order', 'fill_mode', 'fill_value'],
  MatrixRank: ['tol'],
  Moments: ['axes', 'keepdims'],
  Moveaxis: ['source', 'destination'],
  MultiHot: ['num_classes', 'axis', 'dtype'],
  NanToNum: ['nan', 'posinf', 'neginf'],
  Nancumprod: ['axis'],
  Nancumsum: ['axis'],
  Norm: ['ord', 'axis', 'keepdims'],
  Normalize: ['axis', 'order', 'epsilon'],
  OneHot: ['num_classes', 'axis', 'dtype'],
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
  Trace: ['offset'],
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
};

const WITH_NULLS = new Set(['LayerNorm', 'RMSNorm']);

type Config = Readonly<Record<string, unknown>>;

/** A call of an op in Keras's form: what is computed on are arguments, the rest is in the configuration. */
export function savedOp(
  className: string,
  args: readonly unknown[],
): { readonly module: string; readonly args: readonly unknown[]; readonly config: Config } {
  const file = Object.keys(MODULES).find((name) => MODULES[name]?.includes(className)) ?? 'numpy';
  const module = `keras.src.ops.${file}`;
  if (className === 'GetItem') return { module, args: [args[0], savedKey(args[1])], config: {} };
  const names = OPTIONS[className] ?? [];
  const before = BEFORE[className] ?? 1;
  const given = names
    .map((name, i) => [name, args[before + i]] as const)
    .filter(([, value]) => value !== undefined);
  const first = [...args.slice(0, before)];
  // Keras asks for these arguments, be they none.
  while (WITH_NULLS.has(className) && first.length < before) first.push(null);
  return {
    module,
    args: [...first, ...args.slice(before + names.length)],
    config: Object.fromEntries(given),
  };
}

/** The arguments of a call of an op, from those that Keras saved and its configuration. */
export function calledWith(className: string, args: readonly unknown[], config: Config): unknown[] {
  const before = BEFORE[className] ?? 1;
  const options = (OPTIONS[className] ?? []).map((name) => config[name] ?? undefined);
  const first = args.slice(0, before).map((value) => value ?? undefined);
  const all = [...first, ...options, ...args.slice(before)];
  while (all.length > before && all.at(-1) === undefined) all.pop();
  return all;
}

/** A tensor among the arguments, in Keras's form. */
export function savedConstant(tensor: tf.Tensor): unknown {
  const isBool = tensor.dtype === 'bool';
  const value = isBool ? asBooleans(tensor.arraySync()) : tensor.arraySync();
  return { class_name: '__tensor__', config: { value, dtype: tensor.dtype } };
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
  const held = /^u?int/.test(dtype) ? 'int32' : dtype === 'bool' || dtype === 'string' ? dtype : 'float32';
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
