import { PolynomialDecay } from '../../../../src/optimizers/schedules/polynomial-decay.js';
import { testSchedule } from '../../../oracle/check-optimizer.js';

testSchedule(PolynomialDecay);
