import './registered.js';

export { CosineDecay, type CosineDecayOptions, cosineDecay } from './cosine-decay.js';
export {
  CosineDecayRestarts,
  type CosineDecayRestartsOptions,
  cosineDecayRestarts,
} from './cosine-decay-restarts.js';
export { ExponentialDecay, type ExponentialDecayOptions, exponentialDecay } from './exponential-decay.js';
export { get, scheduleFamily } from './get.js';
export { InverseTimeDecay, type InverseTimeDecayOptions, inverseTimeDecay } from './inverse-time-decay.js';
export { LearningRateSchedule } from './learning-rate-schedule.js';
export {
  PiecewiseConstantDecay,
  type PiecewiseConstantDecayOptions,
  piecewiseConstantDecay,
} from './piecewise-constant-decay.js';
export { PolynomialDecay, type PolynomialDecayOptions, polynomialDecay } from './polynomial-decay.js';
