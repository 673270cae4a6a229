import { InverseTimeDecay } from '../../../../src/optimizers/schedules/inverse-time-decay.js';
import { testSchedule } from '../../../oracle/check-optimizer.js';

testSchedule(InverseTimeDecay);
