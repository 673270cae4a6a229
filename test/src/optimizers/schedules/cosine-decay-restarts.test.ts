import { CosineDecayRestarts } from '../../../../src/optimizers/schedules/cosine-decay-restarts.js';
import { testSchedule } from '../../../oracle/check-optimizer.js';

testSchedule(CosineDecayRestarts);
