import { CosineDecay } from '../../../../src/optimizers/schedules/cosine-decay.js';
import { testSchedule } from '../../../oracle/check-optimizer.js';

testSchedule(CosineDecay);
