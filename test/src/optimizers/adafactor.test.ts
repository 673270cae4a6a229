import { Adafactor } from '../../../src/optimizers/adafactor.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Adafactor);
