import { Adamax } from '../../../src/optimizers/adamax.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Adamax);
