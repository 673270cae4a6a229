import { Family, type Identifier } from '../../support/family.js';
import { LearningRateSchedule } from './learning-rate-schedule.js';

/** The known schedules. */
export const scheduleFamily = new Family<LearningRateSchedule>(
  'learning rate schedule',
  LearningRateSchedule,
);

/** The schedule for a saved configuration, or an instance. */
export function get(identifier: Identifier<never, LearningRateSchedule>): LearningRateSchedule {
  return scheduleFamily.get(identifier);
}
