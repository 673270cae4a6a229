import { UnitNorm } from '../../../src/constraints/unit-norm.js';
import { testTensorFunction } from '../../oracle/check-tensor-function.js';

testTensorFunction('constraints', UnitNorm);
