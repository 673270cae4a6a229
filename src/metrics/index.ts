import './registered.js';

export { Accuracy, accuracy } from './accuracy.js';
export { BinaryAccuracy, type BinaryAccuracyOptions, binaryAccuracy } from './binary-accuracy.js';
export { CategoricalAccuracy, categoricalAccuracy } from './categorical-accuracy.js';
export { get, type MetricId, metricFamily, registerMetric } from './get.js';
export { Mean } from './mean.js';
export { MeanMetricWrapper, type MetricFunction } from './mean-metric-wrapper.js';
export { Metric, type MetricOptions, type MetricVariableOptions } from './metric.js';
export { resolveAccuracy } from './resolve-accuracy.js';
export { SparseCategoricalAccuracy, sparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';
