import { L1L2 } from '../../../src/regularizers/l1-l2.js';
import { testTensorFunction } from '../../oracle/check-tensor-function.js';

testTensorFunction('regularizers', L1L2);
