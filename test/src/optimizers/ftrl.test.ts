import { Ftrl } from '../../../src/optimizers/ftrl.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Ftrl);
