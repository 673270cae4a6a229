import { Family } from '../../support/family.js';
import { LearningRateSchedule } from './learning-rate-schedule.js';

/** The known schedules. */
export const scheduleFamily = new Family<LearningRateSchedule>(
  'learning rate schedule',
  LearningRateSchedule,
);
