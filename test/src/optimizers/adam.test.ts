import { Adam } from '../../../src/optimizers/adam.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Adam);
