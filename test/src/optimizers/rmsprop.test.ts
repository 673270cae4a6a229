import { RMSprop } from '../../../src/optimizers/rmsprop.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(RMSprop);
