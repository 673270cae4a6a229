import { NonNeg } from '../../../src/constraints/non-neg.js';
import { testTensorFunction } from '../../oracle/check-tensor-function.js';

testTensorFunction('constraints', NonNeg);
