import { ExponentialDecay } from '../../../../src/optimizers/schedules/exponential-decay.js';
import { testSchedule } from '../../../oracle/check-optimizer.js';

testSchedule(ExponentialDecay);
