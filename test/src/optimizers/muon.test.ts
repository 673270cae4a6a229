import { Muon } from '../../../src/optimizers/muon.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(Muon);
