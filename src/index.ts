// For its types: programs see the tensors' methods (`x.add(y)`) only when the package's entry names them.
import './backends/tensor-methods.js';
import { ensureReady } from './backends/choose.js';

// Everything after this line runs on a backend, so that calls of the library are synchronous. Where the one that was asked
// for cannot be used, what computes says so; another can still be chosen or installed.
await ensureReady().catch(() => {});

export type {
  DataType,
  Rank,
  Scalar,
  Tensor1D,
  Tensor2D,
  Tensor3D,
  Tensor4D,
  Tensor5D,
  TensorLike,
} from '@tensorflow/tfjs-core';
export * as activations from './activations/index.js';
export * as applications from './applications/index.js';
export * as backends from './backends/choose.js';
export { GradientTape, type GradientTapeOptions } from './backends/gradients/gradient-tape.js';
export { memory } from './backends/memory.js';
export type { Tensor } from './backends/tensor.js';
export { Variable, type VariableOptions } from './backends/variable.js';
export type { Callback, CallbackFunctions } from './callbacks/callback.js';
export type { History, HistoryLogs } from './callbacks/history.js';
export type { Logs, PredictLogs } from './callbacks/training.js';
export * as constraints from './constraints/index.js';
export * as data from './data/index.js';
export * as datasets from './datasets/index.js';
export { display } from './display/display.js';
export { password, prompt } from './display/prompt.js';
export { tslab } from './display/tslab-display.js';
export * as distribute from './distribute/index.js';
export * as initializers from './initializers/index.js';
export { Input } from './layers/core/input-layer.js';
export type { CallOptions, Layer, LayerOptions, SymbolicTensor } from './layers/index.js';
export * as ops from './layers/ops/index.js';
export * as losses from './losses/index.js';
export * as metrics from './metrics/index.js';
export type {
  CompileOptions,
  EvaluateOptions,
  FitOptions,
  PredictOptions,
  StepLogs,
  TrainData,
} from './models/index.js';
export { Model } from './models/model.js';
export { Sequential } from './models/sequential.js';
export * as optimizers from './optimizers/index.js';
export * as callbacks from './prelude/callbacks.js';
export * as charts from './prelude/charts.js';
export * as layers from './prelude/layers.js';
export * as models from './prelude/models.js';
export * as tf from './prelude/tf.js';
export * as utils from './prelude/utils.js';
export * as regularizers from './regularizers/index.js';
export { KeyboardInterrupt, ShapeError, ValueError } from './support/errors.js';
export type { Shape } from './support/shape.js';
