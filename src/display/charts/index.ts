export { Chart } from './chart.js';
export { type HistoryOptions, history } from './history.js';
export type { HistoryLike } from './history-data.js';
