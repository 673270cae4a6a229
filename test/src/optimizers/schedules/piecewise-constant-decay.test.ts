import { PiecewiseConstantDecay } from '../../../../src/optimizers/schedules/piecewise-constant-decay.js';
import { testSchedule } from '../../../oracle/check-optimizer.js';

testSchedule(PiecewiseConstantDecay);
