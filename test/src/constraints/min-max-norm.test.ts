import { MinMaxNorm } from '../../../src/constraints/min-max-norm.js';
import { testTensorFunction } from '../../oracle/check-tensor-function.js';

testTensorFunction('constraints', MinMaxNorm);
