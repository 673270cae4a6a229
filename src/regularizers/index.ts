import './registered.js';

export { get, type RegularizerFunction, type RegularizerId, regularizerFamily } from './get.js';
export { L1, type L1Options, l1 } from './l1.js';
export { L1L2, type L1L2Options, l1l2 } from './l1-l2.js';
export { L2, type L2Options, l2 } from './l2.js';
export {
  OrthogonalRegularizer,
  type OrthogonalRegularizerOptions,
  orthogonalRegularizer,
} from './orthogonal-regularizer.js';
export { Regularizer } from './regularizer.js';
