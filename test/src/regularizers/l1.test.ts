import { L1 } from '../../../src/regularizers/l1.js';
import { testTensorFunction } from '../../oracle/check-tensor-function.js';

testTensorFunction('regularizers', L1);
