import './registered.js';

export { Adadelta, type AdadeltaOptions, adadelta } from './adadelta.js';
export { Adafactor, type AdafactorOptions, adafactor } from './adafactor.js';
export { Adagrad, type AdagradOptions, adagrad } from './adagrad.js';
export { Adam, type AdamOptions, adam } from './adam.js';
export { Adamax, type AdamaxOptions, adamax } from './adamax.js';
export { AdamW, type AdamWOptions, adamw } from './adamw.js';
export { Ftrl, type FtrlOptions, ftrl } from './ftrl.js';
export { get, type OptimizerId, optimizerFamily, registerOptimizer } from './get.js';
export { Lamb, type LambOptions, lamb } from './lamb.js';
export { Lion, type LionOptions, lion } from './lion.js';
export { LossScaleOptimizer, type LossScaleOptimizerOptions } from './loss-scale-optimizer.js';
export { Muon, type MuonOptions, muon } from './muon.js';
export { Nadam, type NadamOptions, nadam } from './nadam.js';
export { type LearningRate, Optimizer, type OptimizerOptions, type Slots } from './optimizer.js';
export { RMSprop, type RMSpropOptions, rmsprop } from './rmsprop.js';
export {
  ScheduleFreeAdamW,
  type ScheduleFreeAdamWOptions,
  scheduleFreeAdamw,
} from './schedule-free-adamw.js';
export * as schedules from './schedules/index.js';
export { SGD, type SGDOptions, sgd } from './sgd.js';
