import { AdamW } from '../../../src/optimizers/adamw.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(AdamW);
