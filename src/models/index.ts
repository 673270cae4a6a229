import './registered.js';

export type { CompileOptions } from './compile-options.js';
export type {
  EvaluateOptions,
  FitOptions,
  PredictOptions,
  ValidationData,
  Verbose,
} from './fit-options.js';
export { type LoadLayersModelOptions, loadLayersModel } from './load-layers-model.js';
export { loadModel } from './load-model.js';
export type { LoadModelOptions } from './make-model.js';
export { Model, type ModelOptions, type TrainData } from './model.js';
export { cloneModel, modelFromJSON, modelFromJson } from './model-from-json.js';
export type { LoadWeightsOptions, SaveOptions } from './save-model.js';
export { Sequential, type SequentialOptions } from './sequential.js';
export type { StepLogs } from './step-logs.js';
export type { SummaryOptions } from './summary.js';
