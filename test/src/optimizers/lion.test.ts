import { Lion } from '../../../src/optimizers/lion.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Lion);
