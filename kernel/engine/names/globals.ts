/** The names that a cell may use without importing them: the library's, known here without loading it. */
export const LIBRARY_NAMES = [
  'tf',
  'layers',
  'models',
  'Model',
  'Sequential',
  'Input',
  'optimizers',
  'losses',
  'metrics',
  'callbacks',
  'activations',
  'initializers',
  'regularizers',
  'constraints',
  'applications',
  'data',
  'datasets',
  'utils',
  'ops',
  'distribute',
  'backends',
  'GradientTape',
  'display',
  'charts',
  'memory',
] as const;

/** Types that a cell may name without importing them. */
export const LIBRARY_TYPES = [
  'Callback',
  'CallbackFunctions',
  'CallOptions',
  'CompileOptions',
  'DataType',
  'EvaluateOptions',
  'FitOptions',
  'GradientTapeOptions',
  'History',
  'HistoryLogs',
  'Layer',
  'LayerOptions',
  'Logs',
  'PredictLogs',
  'PredictOptions',
  'Rank',
  'Scalar',
  'Shape',
  'StepLogs',
  'SymbolicTensor',
  'Tensor',
  'Tensor1D',
  'Tensor2D',
  'Tensor3D',
  'Tensor4D',
  'Tensor5D',
  'TensorLike',
  'TrainData',
  'VariableOptions',
] as const;

/** The globals that the kernel itself gives. */
export const KERNEL_NAMES = ['prompt', 'password', 'comms'] as const;

/** All of them. */
export const GLOBAL_NAMES: readonly string[] = [...LIBRARY_NAMES, ...KERNEL_NAMES];

/** What the value of the last cell that had one is called, as in IPython and in Node's REPL. No cell needs to be told of it. */
export const LAST_VALUE = '_';
