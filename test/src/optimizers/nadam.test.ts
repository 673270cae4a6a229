import { Nadam } from '../../../src/optimizers/nadam.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Nadam);
