import './registered.js';

export { Adam, type AdamOptions } from './adam.js';
export { get, type OptimizerId, optimizerFamily, registerOptimizer } from './get.js';
export { type LearningRate, Optimizer, type OptimizerOptions } from './optimizer.js';
export * as schedules from './schedules/index.js';
export { SGD, type SGDOptions } from './sgd.js';
