/** Where Keras has the classes of its ops; all others are in `numpy`. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  nn: [
    'BinaryCrossentropy',
    'CategoricalCrossentropy',
    'Celu',
    'Elu',
    'Gelu',
    'Glu',
    'HardSigmoid',
    'HardSilu',
    'HardTanh',
    'LeakyRelu',
    'LogSigmoid',
    'LogSoftmax',
    'Moments',
    'Normalize',
    'OneHot',
    'Relu',
    'Relu6',
    'Selu',
    'Sigmoid',
    'Silu',
    'Softmax',
    'Softplus',
    'Softsign',
    'SparseCategoricalCrossentropy',
  ],
  core: ['Cast', 'Slice', 'StopGradient', 'Unstack'],
  math: ['Erf', 'Logsumexp', 'Rsqrt', 'TopK'],
  linalg: ['Norm'],
};

const REDUCING = ['All', 'Any', 'Logsumexp', 'Max', 'Mean', 'Min', 'Prod', 'Sum', 'Std', 'Var'];

/** The options that Keras's classes of ops have in their configuration; they follow the first argument. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(REDUCING.map((name) => [name, ['axis', 'keepdims']])),
  Argmax: ['axis', 'keepdims'],
  Argmin: ['axis', 'keepdims'],
  BroadcastTo: ['shape'],
  Cast: ['dtype'],
  Clip: ['x_min', 'x_max'],
  Concatenate: ['axis'],
  Cumprod: ['axis'],
  Cumsum: ['axis'],
  ExpandDims: ['axis'],
  Flip: ['axis'],
  Gelu: ['approximate'],
  LeakyRelu: ['negative_slope'],
  LogSoftmax: ['axis'],
  Moments: ['axes', 'keepdims'],
  Moveaxis: ['source', 'destination'],
  OneHot: ['num_classes'],
  Pad: ['pad_width'],
  Repeat: ['repeats', 'axis'],
  Reshape: ['newshape'],
  Roll: ['shift', 'axis'],
  Softmax: ['axis'],
  Split: ['indices_or_sections', 'axis'],
  Squeeze: ['axis'],
  Stack: ['axis'],
  Swapaxes: ['axis1', 'axis2'],
  Tile: ['repeats'],
  TopK: ['k'],
  Transpose: ['axes'],
  Tril: ['k'],
  Triu: ['k'],
};

type Config = Readonly<Record<string, unknown>>;

/** A call of an op in Keras's form: what is computed on are arguments, the rest is in the configuration. */
export function savedOp(
  className: string,
  args: readonly unknown[],
): { readonly module: string; readonly args: readonly unknown[]; readonly config: Config } {
  const file = Object.keys(MODULES).find((name) => MODULES[name]?.includes(className)) ?? 'numpy';
  const module = `keras.src.ops.${file}`;
  const names = OPTIONS[className];
  if (names === undefined) return { module, args, config: {} };
  const given = names
    .map((name, i) => [name, args[1 + i]] as const)
    .filter(([, value]) => value !== undefined);
  return { module, args: [args[0], ...args.slice(1 + names.length)], config: Object.fromEntries(given) };
}
