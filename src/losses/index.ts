import './registered.js';

export {
  BinaryCrossentropy,
  type BinaryCrossentropyOptions,
  binaryCrossentropy,
} from './binary-crossentropy.js';
export {
  CategoricalCrossentropy,
  type CategoricalCrossentropyOptions,
  categoricalCrossentropy,
} from './categorical-crossentropy.js';
export { get, registerLoss, toLoss } from './get.js';
export { Loss, type LossOptions } from './loss.js';
export { type LossFunction, LossFunctionWrapper } from './loss-function-wrapper.js';
export { MeanSquaredError, meanSquaredError } from './mean-squared-error.js';
export type { Reduction, ReductionId } from './reduction.js';
export {
  SparseCategoricalCrossentropy,
  type SparseCategoricalCrossentropyOptions,
  sparseCategoricalCrossentropy,
} from './sparse-categorical-crossentropy.js';
