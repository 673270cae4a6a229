import { Adadelta } from '../../../src/optimizers/adadelta.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Adadelta);
