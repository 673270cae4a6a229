import { Lamb } from '../../../src/optimizers/lamb.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Lamb);
