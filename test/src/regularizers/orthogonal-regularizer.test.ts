import { OrthogonalRegularizer } from '../../../src/regularizers/orthogonal-regularizer.js';
import { testTensorFunction } from '../../oracle/check-tensor-function.js';

testTensorFunction('regularizers', OrthogonalRegularizer);
