export { Chart } from './chart.js';
export { type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.js';
export { graph } from './graph.js';
export type { GraphInput } from './graph-data.js';
export { type HistogramOptions, histogram } from './histogram.js';
export { type HistoryOptions, history } from './history.js';
export type { HistoryLike } from './history-data.js';
export type { ImagesOptions } from './image-data.js';
export { images } from './images.js';
