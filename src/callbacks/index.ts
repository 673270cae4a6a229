export { Callback, type CallbackFunctions, type CallbackLike } from './callback.js';
export { CSVLogger, type CSVLoggerOptions } from './csv-logger.js';
export { EarlyStopping, type EarlyStoppingOptions } from './early-stopping.js';
export { History, type HistoryLogs } from './history.js';
export { LambdaCallback } from './lambda-callback.js';
export { type LearningRateFunction, LearningRateScheduler } from './learning-rate-scheduler.js';
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './reduce-lr-on-plateau.js';
export { TerminateOnNaN, type TerminateOnNaNOptions } from './terminate-on-nan.js';
export type { Logs, Training, TrainingParams } from './training.js';
