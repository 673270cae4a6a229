import { Adagrad } from '../../../src/optimizers/adagrad.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Adagrad);
