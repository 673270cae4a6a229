export { Chart } from './chart.js';
export { type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.js';
export { type HistogramOptions, histogram } from './histogram.js';
export { type HistoryOptions, history } from './history.js';
export type { HistoryLike } from './history-data.js';
