import { MaxNorm } from '../../../src/constraints/max-norm.js';
import { testTensorFunction } from '../../oracle/check-tensor-function.js';

testTensorFunction('constraints', MaxNorm);
