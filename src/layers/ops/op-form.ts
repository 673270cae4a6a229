import { isContainer } from '../../support/structure.js';

/** Where Keras has the classes of its ops; all others are in `numpy`. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  nn: [
    'AveragePool',
    'BinaryCrossentropy',
    'CategoricalCrossentropy',
    'Celu',
    'Conv',
    'DepthwiseConv',
    'Elu',
    'Gelu',
    'Glu',
    'HardShrink',
    'HardSigmoid',
    'HardSilu',
    'HardTanh',
    'LeakyRelu',
    'LogSigmoid',
    'LogSoftmax',
    'MaxPool',
    'Moments',
    'MultiHot',
    'Normalize',
    'OneHot',
    'Relu',
    'Relu6',
    'Selu',
    'Sigmoid',
    'Silu',
    'SoftShrink',
    'Softmax',
    'Softplus',
    'Softsign',
    'SparseCategoricalCrossentropy',
    'SparsePlus',
    'SparseSigmoid',
    'Sparsemax',
    'Squareplus',
    'TanhShrink',
    'Threshold',
  ],
  core: ['Cast', 'ConvertToTensor', 'Slice', 'StopGradient', 'Unstack'],
  math: ['Erf', 'Logsumexp', 'Rsqrt', 'TopK'],
  linalg: ['Norm'],
};

const REDUCING = ['All', 'Any', 'Logsumexp', 'Max', 'Mean', 'Min', 'Prod', 'Sum', 'Std', 'Var'];

const CROSSENTROPIES = ['CategoricalCrossentropy', 'SparseCategoricalCrossentropy'];

/** The ops whose options follow another number of arguments than one. */
const BEFORE: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['BinaryCrossentropy', ...CROSSENTROPIES].map((name) => [name, 2])),
  Conv: 2,
  DepthwiseConv: 2,
  Einsum: 0,
  Slice: 2,
  Take: 2,
  TakeAlongAxis: 2,
  Tensordot: 2,
};

/** The options that Keras's classes of ops have in their configuration; in calls they follow the first arguments. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(REDUCING.map((name) => [name, ['axis', 'keepdims']])),
  ...Object.fromEntries(CROSSENTROPIES.map((name) => [name, ['from_logits', 'axis']])),
  ...Object.fromEntries(
    ['AveragePool', 'MaxPool'].map((name) => [name, ['pool_size', 'strides', 'padding', 'data_format']]),
  ),
  ...Object.fromEntries(
    ['Conv', 'DepthwiseConv'].map((name) => [name, ['strides', 'padding', 'data_format', 'dilation_rate']]),
  ),
  Argmax: ['axis', 'keepdims'],
  Argmin: ['axis', 'keepdims'],
  Argsort: ['axis'],
  Average: ['axis'],
  BinaryCrossentropy: ['from_logits'],
  BroadcastTo: ['shape'],
  Cast: ['dtype'],
  Celu: ['alpha'],
  Clip: ['x_min', 'x_max'],
  Concatenate: ['axis'],
  ConvertToTensor: ['dtype'],
  CountNonzero: ['axis'],
  Cumprod: ['axis'],
  Cumsum: ['axis'],
  Diag: ['k'],
  Diagonal: ['offset'],
  Einsum: ['subscripts'],
  Elu: ['alpha'],
  ExpandDims: ['axis'],
  Flip: ['axis'],
  Gelu: ['approximate'],
  Glu: ['axis'],
  HardShrink: ['threshold'],
  LeakyRelu: ['negative_slope'],
  LogSoftmax: ['axis'],
  Moments: ['axes', 'keepdims'],
  Moveaxis: ['source', 'destination'],
  MultiHot: ['num_classes', 'axis', 'dtype'],
  NanToNum: ['nan', 'posinf', 'neginf'],
  Norm: ['ord', 'axis', 'keepdims'],
  Normalize: ['axis', 'order', 'epsilon'],
  OneHot: ['num_classes', 'axis', 'dtype'],
  Pad: ['pad_width', 'mode'],
  Repeat: ['repeats', 'axis'],
  Reshape: ['newshape'],
  Roll: ['shift', 'axis'],
  Slice: ['shape'],
  SoftShrink: ['threshold'],
  Softmax: ['axis'],
  Sort: ['axis'],
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
  Tril: ['k'],
  Triu: ['k'],
  Unstack: ['num', 'axis'],
};

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
  return {
    module,
    args: [...args.slice(0, before), ...args.slice(before + names.length)],
    config: Object.fromEntries(given),
  };
}

/** The arguments of a call of an op, from those that Keras saved and its configuration. */
export function calledWith(className: string, args: readonly unknown[], config: Config): unknown[] {
  const before = BEFORE[className] ?? 1;
  const options = (OPTIONS[className] ?? []).map((name) => config[name] ?? undefined);
  const all = [...args.slice(0, before), ...options, ...args.slice(before)];
  while (all.length > before && all.at(-1) === undefined) all.pop();
  return all;
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
