import { ScheduleFreeAdamW } from '../../../src/optimizers/schedule-free-adamw.js';
import { testOptimizer } from '../../oracle/check-optimizer.js';

testOptimizer(ScheduleFreeAdamW);
