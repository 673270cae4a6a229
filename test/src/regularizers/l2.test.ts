import { L2 } from '../../../src/regularizers/l2.js';
import { testTensorFunction } from '../../oracle/check-tensor-function.js';

testTensorFunction('regularizers', L2);
