import './registered.js';

export { Constraint } from './constraint.js';
export { type ConstraintFunction, type ConstraintId, constraintFamily, get } from './get.js';
export { MaxNorm, type MaxNormOptions, maxNorm } from './max-norm.js';
export { MinMaxNorm, type MinMaxNormOptions, minMaxNorm } from './min-max-norm.js';
export { NonNeg, nonNeg } from './non-neg.js';
export { UnitNorm, type UnitNormOptions, unitNorm } from './unit-norm.js';
