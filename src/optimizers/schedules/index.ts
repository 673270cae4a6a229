export { scheduleFamily } from './get.js';
export { LearningRateSchedule } from './learning-rate-schedule.js';
