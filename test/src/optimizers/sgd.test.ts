import { SGD } from '../../../src/optimizers/sgd.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(SGD);
