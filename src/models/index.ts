import './registered.js';

export type { CompileOptions } from './compile-options.js';
export type {
  EvaluateOptions,
  FitOptions,
  PredictOptions,
  ValidationData,
  Verbose,
} from './fit-options.js';
export { Model, type ModelOptions, type TrainData } from './model.js';
export { cloneModel, modelFromJSON } from './model-from-json.js';
export { Sequential, type SequentialOptions } from './sequential.js';
export type { StepLogs } from './step-logs.js';
export type { SummaryOptions } from './summary.js';
